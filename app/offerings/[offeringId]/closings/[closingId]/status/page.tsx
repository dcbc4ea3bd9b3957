import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Status } from "@/components/status/status";
import { requireActor } from "@/lib/auth/page";
import { closingPlace } from "@/lib/contracts/ids";
import { viewStatus } from "@/lib/use-cases/view-status";

export const metadata: Metadata = { title: "Status" };

export default async function StatusPage({ params }: PageProps<"/offerings/[offeringId]/closings/[closingId]/status">) {
  const place = closingPlace.safeParse(await params);
  if (!place.success) notFound();
  const { offeringId, closingId } = place.data;
  const actor = await requireActor(offeringId, `/offerings/${offeringId}/closings/${closingId}/status`);
  const status = await viewStatus(actor, place.data);
  if (!status.ok) notFound();

  return <Status initial={status.value} />;
}
