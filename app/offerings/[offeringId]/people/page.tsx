import { notFound } from "next/navigation";
import { WorkingGroupList } from "@/components/people/working-group-list";
import { ClosingFrame } from "@/components/shell/closing-frame";
import { requireActor } from "@/lib/auth/page";
import { offeringPlace } from "@/lib/contracts/ids";
import { viewHead } from "@/lib/use-cases/view-head";
import { viewPeople } from "@/lib/use-cases/view-people";

export const metadata = { title: "People" };

export default async function PeoplePage({ params }: PageProps<"/offerings/[offeringId]/people">) {
  const place = offeringPlace.safeParse(await params);
  if (!place.success) notFound();
  const { offeringId } = place.data;
  const actor = await requireActor(offeringId, `/offerings/${offeringId}/people`);
  const [head, people] = [await viewHead(actor, {}), await viewPeople(actor)];
  if (!head.ok || !people.ok) notFound();
  return (
    <ClosingFrame head={head.value} current="people">
      <WorkingGroupList offeringId={offeringId} initial={people.value} />
    </ClosingFrame>
  );
}
