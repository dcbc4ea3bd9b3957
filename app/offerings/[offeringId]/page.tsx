import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { OfferingOverview } from "@/components/setup/offering-overview";
import { requireActor } from "@/lib/auth/page";
import { offeringPlace } from "@/lib/contracts/ids";
import { viewHead } from "@/lib/use-cases/view-head";
import { viewSetup } from "@/lib/use-cases/view-setup";

export const metadata: Metadata = { title: "Offering" };

export default async function OfferingPage({ params }: { params: Promise<{ offeringId: string }> }) {
  const place = offeringPlace.safeParse(await params);
  if (!place.success) notFound();
  const actor = await requireActor(place.data.offeringId);
  const [head, setup] = await Promise.all([viewHead(actor, {}), viewSetup(actor)]);
  if (!head.ok || !setup.ok) notFound();
  return <OfferingOverview head={head.value} initial={setup.value} />;
}
