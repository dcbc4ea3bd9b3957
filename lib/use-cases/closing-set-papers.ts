import { clockOf, countedConditions, signaturePageState, stageOf } from "@/lib/domain/closing";
import { inForce } from "@/lib/domain/condition";
import { roleLabels } from "@/lib/domain/role";
import { momentWords } from "@/lib/domain/time-words";
import { basisLabels } from "@/lib/domain/words";
import type { RecordInput } from "@/lib/exports/model";
import type { Paper, PaperBlock } from "@/lib/exports/paper";
import { titlesOf } from "./closing-set-cover";
import type { ClosingSnapshot } from "./closing-set-snapshot";

const statusWords = (status: string) => status.replaceAll("-", " ");
const shortDigest = (sha256: string) => sha256.slice(0, 16);

/** The sign-off record: for each clause its status and every sign-off, with the digests it relied on. */
export function signOffRecord(snapshot: ClosingSnapshot, { conditions, signOffs }: RecordInput): Paper {
  const counted = new Set<string>(countedConditions(snapshot.scene.closing).map(({ id }) => id));
  const blocks = conditions
    .filter(({ id }) => counted.has(id))
    .flatMap(({ id, clause, title, status }): PaperBlock[] => {
      const given = signOffs.filter(({ conditionId }) => conditionId === id);
      return [
        { kind: "heading", text: `${clause}  ${title}: ${statusWords(status)}` },
        {
          kind: "table",
          none: "No sign-off is recorded.",
          columns: [
            { header: "Sign-off", share: 38 },
            { header: "By", share: 22 },
            { header: "At", share: 16 },
            { header: "On", share: 17 },
            { header: "Event", share: 7 },
          ],
          rows: given.map((made) => [
            `${basisOf(made.basis)}: ${made.statement}${made.withdrawnSeq === null ? (made.holds ? "" : " (holds no more)") : ` (withdrawn, event ${made.withdrawnSeq})`}`,
            `${made.person}, ${made.party}`,
            moment(snapshot, made.eventSeq),
            made.evidence.map(({ sha256 }) => shortDigest(sha256)).join("\n") || "no document",
            String(made.eventSeq),
          ]),
        },
      ];
    });
  const note =
    "Each sign-off names the beginning of the SHA-256 digest of every document version that it relied on; the manifest of the set has the digests whole. Moments are those of the closing’s own clock, event numbers those of the log.";
  return paperOf(snapshot, "Sign-off record", [{ kind: "text", text: note, look: "small" }, ...blocks]);
}

/** Waivers, and what the Representatives declared not applicable or failed. */
export function waiverRecord(snapshot: ClosingSnapshot, { waivers, marks }: RecordInput): Paper {
  const who = (made: { person: string; party: string; eventSeq: number; withdrawnSeq: number | null }) =>
    `${made.person}, ${made.party}, ${moment(snapshot, made.eventSeq)}${made.withdrawnSeq === null ? "" : ` (withdrawn, event ${made.withdrawnSeq})`}`;
  return paperOf(snapshot, "Waivers and other determinations", [
    { kind: "heading", text: "Waivers" },
    {
      kind: "table",
      none: "Nothing was waived.",
      columns: [
        { header: "Clause", share: 12 },
        { header: "Text", share: 38 },
        { header: "Scope", share: 24 },
        { header: "By", share: 26 },
      ],
      rows: waivers.map((made) => [
        made.clause,
        made.instrument ? `${made.text}\nInstrument: ${made.instrument.name}` : made.text,
        made.scope,
        who(made),
      ]),
    },
    { kind: "heading", text: "Other determinations" },
    {
      kind: "table",
      none: "Nothing was declared not applicable or failed.",
      columns: [
        { header: "Clause", share: 12 },
        { header: "Declared", share: 18 },
        { header: "Reason", share: 44 },
        { header: "By", share: 26 },
      ],
      rows: marks.map((made) => [made.clause, statusWords(made.mark), made.reason, who(made)]),
    },
  ]);
}

/** The confirmations of continuing facts that were given on the day. */
export function confirmationRecord(snapshot: ClosingSnapshot, { signOffs }: RecordInput): Paper {
  const { closing } = snapshot.scene;
  const sameDay = closing.conditions.flatMap((condition) =>
    condition.signOffs
      .filter((made) => made.sameDay)
      .map((made) => {
        const record = signOffs.find(({ actId }) => actId === made.id);
        if (!record) throw new Error(`The confirmation ${made.id} is not in the record.`);
        const ratings = (made.detail.ratings ?? []).map((r) => `${r.agency}: ${r.rating}, ${r.outlook}`);
        const detail = [record.statement, ...ratings, made.detail.filing ?? ""].filter(Boolean).join("\n");
        const state = record.withdrawnSeq !== null ? "withdrawn" : record.holds ? "holds" : "holds no more";
        const when = snapshot.names.moment(made.clock);
        return [condition.label, detail, `${record.person}, ${record.party}`, when, state];
      }),
  );
  return paperOf(snapshot, "Confirmations on the day", [
    {
      kind: "text",
      look: "small",
      text: "Facts that must hold at the moment of delivery are confirmed on the day; each confirmation holds for the hours that the condition gives it. Moments are those of the closing’s own clock.",
    },
    {
      kind: "table",
      none: "No confirmation on the day is recorded.",
      columns: [
        { header: "Clause", share: 12 },
        { header: "Confirmed", share: 42 },
        { header: "By", share: 22 },
        { header: "At", share: 14 },
        { header: "As of the set", share: 10 },
      ],
      rows: sameDay,
    },
  ]);
}

/** The closing memorandum: who was there, what was delivered under which clause, and how the closing went, step by step. */
export function closingMemorandum(snapshot: ClosingSnapshot): Paper {
  const { scene, states, names, head, pricedOn } = snapshot;
  const { closing, parties, people } = scene;
  const counted = countedConditions(closing);
  const stage = stageOf(closing);
  return paperOf(snapshot, "Closing memorandum", [
    {
      kind: "facts",
      rows: [
        [scene.term, names.moment(closing.timeOfDelivery)],
        ["Place", closing.location],
        ["Pricing agreement dated", pricedOn ?? "not stated"],
        ["State", statusWords(stage)],
        ["Log", `${head.seq} events; head ${head.hash}`],
      ],
    },
    { kind: "heading", text: "Parties and persons" },
    {
      kind: "table",
      none: "No parties are recorded.",
      columns: [
        { header: "Part", share: 26 },
        { header: "Party", share: 36 },
        { header: "Persons", share: 38 },
      ],
      rows: parties.map((party) => [
        roleLabels[party.role],
        party.name,
        people
          .filter((person) => person.party.id === party.id && !person.left)
          .map(({ name, title }) => (title ? `${name}, ${title}` : name))
          .join("\n"),
      ]),
    },
    { kind: "heading", text: "Conditions and documents" },
    {
      kind: "table",
      none: "No conditions are on the list.",
      columns: [
        { header: "Clause", share: 12 },
        { header: "Condition", share: 32 },
        { header: "Documents delivered", share: 40 },
        { header: "State", share: 16 },
      ],
      rows: counted.map((condition) => [
        condition.label,
        condition.title,
        condition.deliverables
          .map((deliverable) => {
            const version = inForce(deliverable);
            if (!version) return `${deliverable.title}: not delivered`;
            const dated = version.datedOn ? `, dated ${version.datedOn}` : "";
            return `${deliverable.title} (${statusWords(version.stage)}${dated})`;
          })
          .join("\n") || "none called for",
        statusWords(states.get(condition.id)?.status ?? ""),
      ]),
    },
    { kind: "heading", text: "Signature pages" },
    {
      kind: "table",
      none: "No signature pages are recorded.",
      columns: [
        { header: "Document", share: 34 },
        { header: "Party", share: 26 },
        { header: "Signatory", share: 26 },
        { header: "State", share: 14 },
      ],
      rows: closing.signaturePages.map((page) => [
        page.document,
        parties.find(({ id }) => id === page.partyId)?.name ?? "",
        `${page.signatory}, ${page.capacity}`,
        statusWords(signaturePageState(page, stage)),
      ]),
    },
    { kind: "heading", text: "Steps" },
    {
      kind: "table",
      none: "No step was taken yet.",
      columns: [
        { header: "Step", share: 24 },
        { header: "At, by the closing’s clock", share: 26 },
        { header: "By", share: 24 },
        { header: "Ground", share: 26 },
      ],
      rows: closing.steps.map((step) => [
        statusWords(step.step),
        names.moment(step.clock),
        names.person(step.by),
        [step.ground, step.text].filter(Boolean).join(": "),
      ]),
    },
  ]);
}

/** A paper about one Time of Delivery, with the head that all of them share. */
export function paperOf(snapshot: ClosingSnapshot, title: string, blocks: readonly PaperBlock[]): Paper {
  const { scene, asOf } = snapshot;
  const { issuer, securities, rehearsal } = titlesOf(snapshot);
  return {
    title,
    subtitle: [issuer, ...securities, `${scene.term}: ${scene.closing.label}`],
    rehearsal,
    footer: `${title}. As recorded at ${momentWords(clockOf(scene.closing, asOf), scene.closing.zone)}.`,
    asOf: asOf.toISOString(),
    blocks,
  };
}

const basisOf = (basis: string) => (basisLabels as Record<string, string>)[basis] ?? basis;
/** When an act was done, by the closing's own clock: a rehearsal's people saw that one. */
function moment({ scene, events }: ClosingSnapshot, seq: number): string {
  const event = events.find((known) => known.seq === seq);
  if (!event) throw new Error(`There is no event ${seq}.`);
  const { clock } = event.payload as { clock?: string };
  return momentWords(new Date(clock ?? event.at), scene.closing.zone);
}
