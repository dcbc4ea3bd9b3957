import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ConditionPage } from "@/components/condition/condition-page";
import { requireActor } from "@/lib/auth/page";
import { conditionPlace } from "@/lib/contracts/ids";
import { viewChecklist } from "@/lib/use-cases/view-checklist";
import { viewCondition } from "@/lib/use-cases/view-condition";

export const metadata: Metadata = { title: "Condition" };

export default async function OneConditionPage({
  params,
}: {
  params: Promise<{ offeringId: string; conditionId: string }>;
}) {
  const place = conditionPlace.safeParse(await params);
  if (!place.success) notFound();
  const { offeringId, conditionId } = place.data;
  const actor = await requireActor(offeringId, `/offerings/${offeringId}/conditions/${conditionId}`);
  const condition = await viewCondition(actor, { conditionId });
  if (!condition.ok) notFound();
  const checklist = await viewChecklist(actor, { closingId: condition.value.closingId });
  if (!checklist.ok) notFound();
  return <ConditionPage initial={condition.value} checklist={checklist.value} />;
}
