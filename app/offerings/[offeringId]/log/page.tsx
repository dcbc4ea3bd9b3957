import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Log } from "@/components/log/log";
import { requireActor } from "@/lib/auth/page";
import { closingId, offeringPlace } from "@/lib/contracts/ids";
import { viewHead } from "@/lib/use-cases/view-head";
import { viewLog } from "@/lib/use-cases/view-log";

export const metadata: Metadata = { title: "Log" };

export default async function LogPage({ params, searchParams }: PageProps<"/offerings/[offeringId]/log">) {
  const place = offeringPlace.safeParse(await params);
  if (!place.success) notFound();
  const actor = await requireActor(place.data.offeringId, `/offerings/${place.data.offeringId}/log`);
  const asked = closingId.safeParse((await searchParams).closing);
  const of = asked.success ? asked.data : undefined;
  const [head, entries] = await Promise.all([
    viewHead(actor, { closingId: of }),
    viewLog(actor, of ? { closingId: of } : {}),
  ]);
  if (!head.ok || !entries.ok) notFound();

  return <Log head={head.value} initial={{ of: of ?? null, entries: entries.value }} />;
}
