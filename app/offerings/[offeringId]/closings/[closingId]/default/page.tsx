import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DefaultPage } from "@/components/settlement/default-page";
import { NotForYou } from "@/components/settlement/not-for-you";
import { requireActor } from "@/lib/auth/page";
import { closingPlace } from "@/lib/contracts/ids";
import { viewDefault } from "@/lib/use-cases/default-view";
import { viewTimeline } from "@/lib/use-cases/view-timeline";

export const metadata: Metadata = { title: "Default and postponement" };

export default async function DefaultAndPostponementPage({
  params,
}: PageProps<"/offerings/[offeringId]/closings/[closingId]/default">) {
  const place = closingPlace.safeParse(await params);
  if (!place.success) notFound();
  const { offeringId, closingId } = place.data;
  const actor = await requireActor(offeringId, `/offerings/${offeringId}/closings/${closingId}/default`);
  const view = await viewDefault(actor, { closingId });
  if (view.ok) return <DefaultPage initial={view.value} />;

  const around = view.error.code === "forbidden" ? await viewTimeline(actor, { closingId }) : view;
  if (!around.ok) notFound();
  return <NotForYou head={around.value.head} current="default" />;
}
