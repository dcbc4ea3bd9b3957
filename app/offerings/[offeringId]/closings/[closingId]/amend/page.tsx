import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Amendment } from "@/components/agreement/amendment";
import { requireActor } from "@/lib/auth/page";
import { closingPlace } from "@/lib/contracts/ids";
import { viewAmendmentPage } from "@/lib/use-cases/view-amendment-page";

export const metadata: Metadata = { title: "Read an amendment" };

export default async function AmendPage({ params }: { params: Promise<{ offeringId: string; closingId: string }> }) {
  const place = closingPlace.safeParse(await params);
  if (!place.success) notFound();
  const { offeringId, closingId } = place.data;
  const actor = await requireActor(offeringId, `/offerings/${offeringId}/closings/${closingId}/amend`);
  const page = await viewAmendmentPage(actor, { closingId });
  if (!page.ok) notFound();
  return <Amendment page={page.value} />;
}
