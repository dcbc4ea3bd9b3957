import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Checklist } from "@/components/checklist/checklist";
import { requireActor } from "@/lib/auth/actor";
import { closingPlace } from "@/lib/contracts/ids";
import { isPartyRole } from "@/lib/domain/role";
import { viewChecklist } from "@/lib/use-cases/view-checklist";

export const metadata: Metadata = { title: "Checklist" };

export default async function ChecklistPage({
  params,
  searchParams,
}: {
  params: Promise<{ offeringId: string; closingId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const place = closingPlace.safeParse(await params);
  if (!place.success) notFound();
  const { offeringId, closingId } = place.data;
  const actor = await requireActor(offeringId, `/offerings/${offeringId}/closings/${closingId}`);

  const { as } = await searchParams;
  const other = typeof as === "string" && isPartyRole(as) ? await viewChecklist(actor, { closingId, as }) : null;
  // Whoever may not look with other eyes is shown the list as they see it.
  const checklist = other?.ok ? other : await viewChecklist(actor, { closingId });
  if (!checklist.ok) notFound();

  return <Checklist initial={checklist.value} />;
}
