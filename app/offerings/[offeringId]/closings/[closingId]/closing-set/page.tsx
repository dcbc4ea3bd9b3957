import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ClosingSet } from "@/components/export/closing-set";
import { NoClosingSet } from "@/components/export/no-closing-set";
import { requireActor } from "@/lib/auth/page";
import { closingPlace } from "@/lib/contracts/ids";
import { viewClosingSet } from "@/lib/use-cases/view-closing-set";
import { viewHead } from "@/lib/use-cases/view-head";

export const metadata: Metadata = { title: "Closing set" };

export default async function ClosingSetPage({
  params,
}: {
  params: Promise<{ offeringId: string; closingId: string }>;
}) {
  const place = closingPlace.safeParse(await params);
  if (!place.success) notFound();
  const { offeringId, closingId } = place.data;
  const actor = await requireActor(offeringId, `/offerings/${offeringId}/closings/${closingId}/closing-set`);
  const set = await viewClosingSet(actor, { closingId });
  if (set.ok) return <ClosingSet initial={set.value} />;

  const head = set.error.code === "forbidden" ? await viewHead(actor, { closingId }) : null;
  if (!head?.ok) notFound();
  return <NoClosingSet head={head.value} />;
}
