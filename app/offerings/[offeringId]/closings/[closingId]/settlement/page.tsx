import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { NotForYou } from "@/components/settlement/not-for-you";
import { Settlement } from "@/components/settlement/settlement";
import { requireActor } from "@/lib/auth/page";
import { closingPlace } from "@/lib/contracts/ids";
import { viewSettlement } from "@/lib/use-cases/view-settlement";
import { viewTimeline } from "@/lib/use-cases/view-timeline";

export const metadata: Metadata = { title: "Settlement" };

export default async function SettlementPage({
  params,
}: PageProps<"/offerings/[offeringId]/closings/[closingId]/settlement">) {
  const place = closingPlace.safeParse(await params);
  if (!place.success) notFound();
  const { offeringId, closingId } = place.data;
  const actor = await requireActor(offeringId, `/offerings/${offeringId}/closings/${closingId}/settlement`);
  const settlement = await viewSettlement(actor, { closingId });
  if (settlement.ok) return <Settlement initial={settlement.value} />;

  const around = settlement.error.code === "forbidden" ? await viewTimeline(actor, { closingId }) : settlement;
  if (!around.ok) notFound();
  return <NotForYou head={around.value.head} current="settlement" />;
}
