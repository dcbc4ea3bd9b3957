import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Timeline } from "@/components/timeline/timeline";
import { requireActor } from "@/lib/auth/page";
import { closingPlace } from "@/lib/contracts/ids";
import { viewTimeline } from "@/lib/use-cases/view-timeline";

export const metadata: Metadata = { title: "Timeline" };

export default async function TimelinePage({
  params,
}: PageProps<"/offerings/[offeringId]/closings/[closingId]/timeline">) {
  const place = closingPlace.safeParse(await params);
  if (!place.success) notFound();
  const { offeringId, closingId } = place.data;
  const actor = await requireActor(offeringId, `/offerings/${offeringId}/closings/${closingId}/timeline`);
  const timeline = await viewTimeline(actor, { closingId });
  if (!timeline.ok) notFound();

  return <Timeline initial={timeline.value} />;
}
