import { countedConditions, signaturePageState, stageOf } from "@/lib/domain/closing";
import { liveMark, liveWaiver } from "@/lib/domain/condition";
import { isSettled } from "@/lib/domain/condition-state";
import { roleLabels } from "@/lib/domain/role";
import { basisLabels, nextSentence } from "@/lib/domain/words";
import type { Paper } from "@/lib/exports/paper";
import { paperOf } from "./closing-set-papers";
import type { ClosingSnapshot } from "./closing-set-snapshot";

const paragraph = (text: string) => ({ kind: "text" as const, text });

/** The agenda of the closing call: who is called, what is still open, what is confirmed on the call, and the release. */
export function callAgenda(snapshot: ClosingSnapshot): Paper {
  const { scene, states, names } = snapshot;
  const { closing, parties, people } = scene;
  const counted = countedConditions(closing);
  const stage = stageOf(closing);
  const onTheDay = counted.filter(({ requires }) => requires.some(({ sameDay }) => sameDay));
  const open = counted.filter((condition) => {
    const state = states.get(condition.id);
    return state !== undefined && !isSettled(state) && !onTheDay.includes(condition);
  });
  const dispensed = counted.filter(
    (condition) => liveWaiver(condition) || liveMark(condition)?.mark === "not-applicable",
  );
  return paperOf(snapshot, "Closing call agenda", [
    {
      kind: "facts",
      rows: [
        [scene.term, names.moment(closing.timeOfDelivery)],
        ["Place", closing.location],
      ],
    },
    { kind: "heading", text: "1. Who is on the call" },
    {
      kind: "table",
      none: "No parties are recorded.",
      columns: [
        { header: "Part", share: 26 },
        { header: "Party", share: 34 },
        { header: "Persons", share: 30 },
        { header: "Present", share: 10 },
      ],
      rows: parties.map((party) => [
        roleLabels[party.role],
        party.name,
        people
          .filter((person) => person.party.id === party.id && !person.left)
          .map(({ name }) => name)
          .join("\n"),
        "",
      ]),
    },
    { kind: "heading", text: "2. What is still open" },
    {
      kind: "table",
      none: "Nothing is open but what is confirmed on the day.",
      columns: [
        { header: "Clause", share: 12 },
        { header: "Condition", share: 38 },
        { header: "Next", share: 50 },
      ],
      rows: open.map((condition) => {
        const next = states.get(condition.id)?.next;
        return [condition.label, condition.title, next ? nextSentence(next, names) : "Declared failed"];
      }),
    },
    { kind: "heading", text: "3. Confirmed on the day" },
    {
      kind: "table",
      none: "No condition is confirmed on the day.",
      columns: [
        { header: "Clause", share: 12 },
        { header: "Condition", share: 38 },
        { header: "By", share: 32 },
        { header: "State", share: 18 },
      ],
      rows: onTheDay.map((condition) => [
        condition.label,
        condition.title,
        condition.requires
          .filter(({ sameDay }) => sameDay)
          .map(({ basis, role }) => `${names.role(role)} (${basisLabels[basis].toLowerCase()})`)
          .join("\n"),
        (states.get(condition.id)?.status ?? "").replaceAll("-", " "),
      ]),
    },
    { kind: "heading", text: "4. Waived or not applicable" },
    {
      kind: "table",
      none: "Nothing was waived or declared not applicable.",
      columns: [
        { header: "Clause", share: 12 },
        { header: "Condition", share: 38 },
        { header: "Why", share: 50 },
      ],
      rows: dispensed.map((condition) => [
        condition.label,
        condition.title,
        liveWaiver(condition)?.text ?? liveMark(condition)?.reason ?? "",
      ]),
    },
    { kind: "heading", text: "5. Signature pages" },
    {
      kind: "table",
      none: "No signature pages are recorded.",
      columns: [
        { header: "Document", share: 34 },
        { header: "Party", share: 26 },
        { header: "Signatory", share: 24 },
        { header: "State", share: 16 },
      ],
      rows: closing.signaturePages.map((page) => [
        page.document,
        parties.find(({ id }) => id === page.partyId)?.name ?? "",
        page.signatory,
        signaturePageState(page, stage).replaceAll("-", " "),
      ]),
    },
    { kind: "heading", text: "6. Release and closing" },
    paragraph("Each party authorises the release of its signature pages, by someone who may bind it."),
    paragraph("The Representatives confirm that the funds are ready to be sent; the issuer confirms the account."),
    paragraph("The Representatives declare the closing; all signature pages are released at that moment."),
    paragraph("The trustee is asked to authenticate and to release the securities; receipts are exchanged."),
  ]);
}
