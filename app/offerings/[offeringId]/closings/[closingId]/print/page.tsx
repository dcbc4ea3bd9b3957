import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PrintedList } from "@/components/checklist/printed-list";
import { requireActor } from "@/lib/auth/page";
import { shownConditions } from "@/lib/contracts/closing-set";
import { closingPlace } from "@/lib/contracts/ids";
import { isPartyRole } from "@/lib/domain/role";
import { viewPrintedChecklist } from "@/lib/use-cases/view-checklist";

export const metadata: Metadata = { title: "Closing checklist" };

export default async function PrintPage({
  params,
  searchParams,
}: {
  params: Promise<{ offeringId: string; closingId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const place = closingPlace.safeParse(await params);
  if (!place.success) notFound();
  const { offeringId, closingId } = place.data;
  const actor = await requireActor(offeringId, `/offerings/${offeringId}/closings/${closingId}/print`);
  const { as, only } = await searchParams;
  const shown = shownConditions.optional().safeParse(only);
  if (!shown.success) notFound();
  const printed = await viewPrintedChecklist(actor, {
    closingId,
    ...(typeof as === "string" && isPartyRole(as) && { as }),
  });
  if (!printed.ok) notFound();
  return <PrintedList printed={printed.value} only={shown.data ?? null} />;
}
