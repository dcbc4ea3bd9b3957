import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { preload } from "react-dom";
import { Checklist } from "@/components/checklist/checklist";
import { requireActor } from "@/lib/auth/page";
import { checklistPath } from "@/lib/contracts/checklist-path";
import { closingPlace } from "@/lib/contracts/ids";
import { isPartyRole } from "@/lib/domain/role";
import { viewChecklistGlance } from "@/lib/use-cases/view-checklist";

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
  const glance = await viewChecklistGlance(actor, { closingId });
  if (!glance.ok) notFound();

  // The browser begins to fetch the list while it still reads the page.
  const { as } = await searchParams;
  const eyes = glance.value.mayViewAs && typeof as === "string" && isPartyRole(as) ? as : null;
  preload(checklistPath({ offeringId, closingId }, eyes), { as: "fetch", crossOrigin: "anonymous" });

  return <Checklist glance={glance.value} />;
}
