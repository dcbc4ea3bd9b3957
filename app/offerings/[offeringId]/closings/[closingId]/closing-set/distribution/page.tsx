import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Distribution } from "@/components/export/distribution";
import { NoClosingSet } from "@/components/export/no-closing-set";
import { requireActor } from "@/lib/auth/page";
import { closingPlace } from "@/lib/contracts/ids";
import { viewDistribution } from "@/lib/use-cases/distribution";
import { viewHead } from "@/lib/use-cases/view-head";

export const metadata: Metadata = { title: "Who gets which tabs" };

export default async function DistributionPage({
  params,
}: {
  params: Promise<{ offeringId: string; closingId: string }>;
}) {
  const place = closingPlace.safeParse(await params);
  if (!place.success) notFound();
  const { offeringId, closingId } = place.data;
  const here = `/offerings/${offeringId}/closings/${closingId}/closing-set/distribution`;
  const actor = await requireActor(offeringId, here);
  const distribution = await viewDistribution(actor, { closingId });
  if (distribution.ok) return <Distribution initial={distribution.value} />;

  const head = distribution.error.code === "forbidden" ? await viewHead(actor, { closingId }) : null;
  if (!head?.ok) notFound();
  return <NoClosingSet head={head.value} />;
}
