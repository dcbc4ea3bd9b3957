import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DocumentPage } from "@/components/document/document-page";
import { requireActor } from "@/lib/auth/page";
import { versionPlace } from "@/lib/contracts/documents";
import { viewVersion } from "@/lib/use-cases/read-version-view";

export const metadata: Metadata = { title: "Document" };

export default async function VersionPage({ params }: { params: Promise<{ offeringId: string; versionId: string }> }) {
  const place = versionPlace.safeParse(await params);
  if (!place.success) notFound();
  const { offeringId, versionId } = place.data;
  const actor = await requireActor(offeringId, `/offerings/${offeringId}/versions/${versionId}`);
  const view = await viewVersion(actor, { versionId });
  if (!view.ok) notFound();
  return <DocumentPage key={versionId} view={view.value} />;
}
