import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { VolumePage } from "@/components/export/volume-page";
import { requireActor } from "@/lib/auth/page";
import { buildQuery } from "@/lib/contracts/closing-set";
import { viewBuild } from "@/lib/use-cases/export-closing-set";
import { viewHead } from "@/lib/use-cases/view-head";

export const metadata: Metadata = { title: "Bound volume" };

export default async function BoundVolumePage({
  params,
}: {
  params: Promise<{ offeringId: string; closingId: string; buildId: string }>;
}) {
  const place = buildQuery.safeParse(await params);
  if (!place.success) notFound();
  const { offeringId, closingId, buildId } = place.data;
  const actor = await requireActor(offeringId, `/offerings/${offeringId}/closings/${closingId}/closing-set/${buildId}`);
  const [head, build] = [await viewHead(actor, { closingId }), await viewBuild(actor, { closingId, buildId })];
  if (!head.ok || !build.ok || !build.value.result || !build.value.kept) notFound();
  return <VolumePage head={head.value} build={build.value} />;
}
