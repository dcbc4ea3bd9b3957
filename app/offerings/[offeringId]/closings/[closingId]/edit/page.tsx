import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ListEditor } from "@/components/list-editor/list-editor";
import { requireActor } from "@/lib/auth/page";
import { closingPlace } from "@/lib/contracts/ids";
import { viewList } from "@/lib/use-cases/view-list";

export const metadata: Metadata = { title: "Edit the list" };

export default async function EditListPage({ params }: { params: Promise<{ offeringId: string; closingId: string }> }) {
  const place = closingPlace.safeParse(await params);
  if (!place.success) notFound();
  const { offeringId, closingId } = place.data;
  const actor = await requireActor(offeringId, `/offerings/${offeringId}/closings/${closingId}/edit`);
  const list = await viewList(actor, { closingId });
  if (!list.ok) notFound();
  return <ListEditor initial={list.value} />;
}
