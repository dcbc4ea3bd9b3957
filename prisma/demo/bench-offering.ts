import { randomUUID } from "node:crypto";
import { db } from "../../lib/db/client";
import type { Prisma } from "../../lib/db/generated/client";
import { enter } from "../../lib/db/scope";
import type { PersonId } from "../../lib/domain/ids";
import type { PartyRole } from "../../lib/domain/role";
import type { StoredFile } from "../../lib/files/stored-file";
import type { JsonValue } from "../../lib/log/canonical";
import { appendEvent, type ChainHead } from "../../lib/log/chain";
import { newYork, newYorkMoment } from "./business-days";
import { type Made, makeOffering } from "./make-offering";
import type { DemoCondition } from "./sample-conditions";
import { at, type DemoParty } from "./sample-people";

const conditionCount = 60;

const seats: readonly [PartyRole, string, number][] = [
  ["representative", "Benchmark Securities LLC", 3],
  ["underwriter", "Second Benchmark Securities LLC", 2],
  ["underwriters_counsel", "Bench & Mark LLP", 4],
  ["issuer", "Measured Industries, Inc.", 2],
  ["issuer_counsel", "Stopwatch LLP", 4],
  ["accountants", "Count & Count LLP", 2],
  ["trustee", "Ledger Trust Company", 2],
  ["observer", "Onlookers", 1],
];

/** Twenty people in eight parties; the first of underwriters' counsel keeps the list. */
const parties: readonly DemoParty[] = seats.map(([role, name, count]) => ({
  name,
  role,
  people: Array.from({ length: count }, (_, index) => ({
    name: `${name} ${index + 1}`,
    email: at(`bench-${role.replaceAll("_", "-")}-${index + 1}`),
    title: "Associate",
    ...(role !== "observer" && { authority: true as const }),
    ...(role === "underwriters_counsel" && index === 0 && { coordinator: true as const }),
  })),
}));

const conditions: readonly DemoCondition[] = Array.from({ length: conditionCount }, (_, index) => ({
  label: `7(${index + 1})`,
  title: `Opinion number ${index + 1}`,
  text: `What counsel must say in opinion number ${index + 1}. `.repeat(4).trim(),
  kind: "opinion",
  furnishedBy: ["issuer_counsel"],
  furnishedTo: ["representative"],
  requires: [
    { basis: "form", role: "underwriters_counsel", sameDay: false },
    { basis: "judgment", role: "representative", sameDay: false },
  ],
  deliverables: [{ title: `Opinion number ${index + 1}`, dated: "time-of-delivery" }],
}));

const opened = newYorkMoment("2026-01-05T09:00");

/** One offering of the benchmark: a third of its conditions satisfied, a third delivered, a third open. */
export async function makeBenchOffering(number: number, day: string, file: StoredFile): Promise<void> {
  const made = await makeOffering({
    name: `Benchmark notes ${number}`,
    issuerName: `Measured Industries ${number}, Inc.`,
    rehearsal: false,
    parties,
    agreement: {
      title: "Underwriting Agreement",
      datedOn: "2026-01-05",
      section: "7",
      term: "Closing Date",
      terms: {},
    },
    pricing: { datedOn: "2026-01-05", terms: {}, allocations: [] },
    closings: [
      { label: "Closing Date", localDate: day, localTime: "10:00", zone: newYork, location: "New York", conditions },
    ],
    opened,
  });
  const { offeringId } = made;
  await db.$transaction(
    async (tx) => {
      const compartments = (["shared", "issuer"] as const).map((compartment) => ({ offeringId, compartment }));
      await enter(tx, { personId: [...made.people.values()][0] as PersonId, compartments });
      const partyIds = new Map((await tx.party.findMany()).map(({ name, id }) => [name, id]));
      const head = await tx.event.findFirstOrThrow({ where: { offeringId }, select: { seq: true, hash: true } });
      const rows = pastOf(made, partyIds, head, { ...file, datedOn: day });
      await tx.version.createMany({ data: rows.versions });
      await tx.share.createMany({ data: rows.shares });
      await tx.signOff.createMany({ data: rows.signOffs });
      await tx.event.createMany({ data: rows.events });
    },
    { timeout: 60_000 },
  );
}

type Hand = { role: PartyRole; party: string; partyId: string; name: string; id: PersonId };

/** Acts as the road would have recorded them, a minute apart, as rows to be written together. */
function pastOf(
  { offeringId, closings, people }: Made,
  partyIds: ReadonlyMap<string, string>,
  head: ChainHead,
  file: StoredFile & { datedOn: string },
) {
  const [closing] = closings;
  if (!closing) throw new Error("An offering without a closing");
  const hand = (role: PartyRole): Hand => {
    const party = parties.find((one) => one.role === role);
    const person = party?.people[0];
    const partyId = partyIds.get(party?.name ?? "");
    const id = people.get(person?.email ?? "");
    if (!party || !person || !partyId || !id) throw new Error(`Nobody is ${role}`);
    return { role, party: party.name, partyId, name: person.name, id };
  };
  const [counsel, reviewer, decider] = [hand("issuer_counsel"), hand("underwriters_counsel"), hand("representative")];
  const versions: Prisma.VersionCreateManyInput[] = [];
  const shares: Prisma.ShareCreateManyInput[] = [];
  const signOffs: Prisma.SignOffCreateManyInput[] = [];
  const { events, happens } = chronicle(offeringId, closing.id, head);

  for (const [index, [label, conditionId]] of [...closing.conditions].entries()) {
    if (index % 3 === 2) continue;
    const deliverableId = closing.documents.get(`${label} 1`);
    if (!deliverableId) throw new Error(`No document of ${label}`);
    const versionId = randomUUID();
    const fileName = `Opinion ${index + 1}.pdf`;
    const version = { deliverableId, number: 1, ...file, fileName, stage: "executed", compartment: "issuer" };
    const delivered = happens("document.delivered", counsel, conditionId, { versionId, shared: true, ...version });
    versions.push({ id: versionId, offeringId, ...version, by: counsel.id, at: delivered });
    shares.push({ offeringId, versionId, by: counsel.id, at: delivered });
    if (index % 3 === 1) continue;
    for (const [basis, who] of [
      ["form", reviewer],
      ["judgment", decider],
    ] as const) {
      const { id: by, role, partyId, party, name } = who;
      const actId = randomUUID();
      const statement = `${name}, for ${party}, signs off ${label} (${basis}).`;
      const evidence = [{ deliverableId, sha256: file.sha256 }];
      const said = { basis, role, sameDay: false, statement, evidence, requirement: 0, detail: {} };
      const at = happens("condition.signed-off", who, conditionId, { actId, ...said });
      signOffs.push({ id: actId, offeringId, conditionId, ...said, partyId, by, at, clock: at });
    }
  }
  return { versions, shares, signOffs, events };
}

/** Keeps the log of one closing from its head on: each thing that happens is one more event of the chain. */
function chronicle(offeringId: string, closingId: string, first: ChainHead) {
  const events: Prisma.EventCreateManyInput[] = [];
  let head = first;
  const happens = (type: string, who: Hand, conditionId: string, payload: Record<string, JsonValue>): Date => {
    const at = new Date(opened.getTime() + 60_000 * (events.length + 1));
    const actor = { personId: who.id, name: who.name, party: who.party, role: who.role };
    const said = { ...payload, conditionId, clock: at.toISOString() };
    const { seq, prevHash, hash } = appendEvent(head, { at: at.toISOString(), type, actor, payload: said });
    head = { seq, hash };
    const where = { offeringId, compartment: "shared", closingId, conditionId };
    events.push({ ...where, seq, type, by: who.id, actor, at, payload: said, prevHash, hash });
    return at;
  };
  return { events, happens };
}
