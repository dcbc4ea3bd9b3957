// What people do at a Time of Delivery, with a canary in every text that an act takes.
import { createHash } from "node:crypto";
import type { ListView } from "@/lib/contracts/list";
import type { InvitationLink, PeopleView } from "@/lib/contracts/people";
import type { Side } from "@/lib/domain/role";
import { textDocument } from "@/lib/exports/sample-documents";
import { aSecondClosing, onlyRead, termsOf } from "./agreed";
import type { Caller } from "./caller";
import { theSet } from "./closing-set";
import { act, at, type Ground, inClosing, keep } from "./ground";
import { type Line, lines, type Made, moment } from "./offering";
import type { Place } from "./whose.table";

type Listed = Record<
  Line,
  { id: string; requirement: number; deliverableId: string; terms: ListView["lines"][number]["terms"] }
>;

/** The list as it was opened, line by line. */
export async function listOf(made: Made, keeper: Caller): Promise<Listed> {
  const { lines: found } = await keeper.json<ListView>(`${inClosing(made)}/list`);
  const entries = lines.map((line) => {
    const one = found.find(({ terms }) => terms.label.startsWith(`7(${line})`));
    if (!one) throw new Error(`${line} is not on the list`);
    const [document] = one.terms.deliverables;
    return [line, { id: one.id, requirement: one.requirement, deliverableId: document?.id ?? "", terms: one.terms }];
  });
  return Object.fromEntries(entries) as Listed;
}

type Delivery = { fileName: string; stage: "draft" | "executed"; share: boolean };

async function deliver({ made, things }: Ground, by: Caller, deliverableId: string, bytes: Uint8Array, how: Delivery) {
  const query = new URLSearchParams({ ...how, share: String(how.share) });
  const { versionId } = await by.wish<{ versionId: string }>(
    `${at(made)}/deliverables/${deliverableId}/versions?${query}`,
    bytes,
  );
  things.versionId.push(versionId);
  return { versionId, sha256: createHash("sha256").update(bytes).digest("hex") };
}

/** A round of what one side does among its own: a comment, a draft, a PDF. Returns how many acts that were. */
export async function inPrivate(ground: Ground, side: Side, by: Caller, list: Listed): Promise<number> {
  const { garden, made } = ground;
  const word = (place: Place) => garden.plant(place, `${made.name} ${side}`);
  const { id, deliverableId } = list.delivered;
  await act(by, made, { act: "note", conditionId: id, text: `Among us: ${word("private comment")}.`, shared: false });
  await deliver(ground, by, deliverableId, Buffer.from(`A draft. ${word("text of a private draft")}\n`), {
    ...{ fileName: `Draft ${word("private draft’s file name")}.txt`, stage: "draft", share: false },
  });
  const pdf = await aPdf(word("text of a private PDF"), word("title within a private PDF"));
  await deliver(ground, by, deliverableId, pdf, {
    ...{ fileName: `Draft ${word("private draft’s file name")}.pdf`, stage: "draft", share: false },
  });
  return 3;
}

/** A PDF that says the one on its page and the other in its description. */
async function aPdf(text: string, title: string): Promise<Uint8Array> {
  const { PDFDocument } = await import("@cantoo/pdf-lib");
  const document = await PDFDocument.load(await textDocument(text, [[612, 792]]));
  document.setTitle(title);
  return document.save();
}

/** What everybody of the offering may see of its course. The small offering has nobody who decides. */
export async function inTheOpen(ground: Ground, list: Listed): Promise<void> {
  const { garden, made, crew, things } = ground;
  const { keeper, representative, ofSide } = crew;
  const word = (place: Place) => garden.plant(place, made.name);
  for (const by of Object.values(ofSide))
    await act(by, made, {
      act: "note",
      conditionId: list.delivered.id,
      text: `For all: ${word("shared comment")}.`,
      shared: true,
    });
  const pdf = await aPdf(word("text of a shared document"), word("title within a shared PDF"));
  await deliver(ground, keeper, list.delivered.deliverableId, pdf, {
    ...{ fileName: `Opinion ${word("shared document’s file name")}.pdf`, stage: "executed", share: true },
  });
  await act(keeper, made, {
    ...{ act: "add-signature-page", closingId: made.closingId, partyId: made.parties.issuer },
    ...{
      document: word("signature page’s document"),
      signatory: word("signatory"),
      capacity: word("signatory’s capacity"),
    },
  });
  await act(keeper, made, {
    act: "remove-condition",
    conditionId: list.removed.id,
    reason: word("reason of a removal"),
  });
  await act(keeper, made, {
    ...{ act: "split-condition", conditionId: list.split.id, requirement: 0, mode: "whole" },
    limbs: ["i", "ii"].map((limb) => ({
      label: `7(split)(${limb}) ${word("condition’s label")}`,
      title: word("condition’s title"),
      text: word("condition’s text"),
    })),
  });
  await act(keeper, made, {
    ...{ act: "edit-condition", conditionId: list.edited.id, requirement: 0 },
    terms: termsOf(word),
  });
  const { closingId } = made;
  await act(keeper, made, { act: "add-condition", closingId, parentId: null, after: null, terms: termsOf(word) });
  const label = `7(delivered) ${word("condition’s label")}`;
  await act(keeper, made, { act: "renumber", closingId, labels: [{ conditionId: list.delivered.id, label }] });
  await onlyRead(ground);
  if (representative) await decided(ground, representative, list);
  await asked(ground);
  if (representative) await aSecondClosing(ground);
  await theSet(ground);
  const { path } = await keeper.wish<{ path: string }>(`${inClosing(made)}/timeline/feed`, {
    ...{ act: "make", closingId: made.closingId, whose: "all" },
  });
  keep(ground, "calendar", path.split("/").at(-1)?.split("?")[0] ?? "");
  things.conditionId.push(...lines.map((line) => list[line].id));
}

/** What the Representatives decide. */
async function decided(ground: Ground, by: Caller, list: Listed): Promise<void> {
  const { garden, made, things } = ground;
  const word = (place: Place) => garden.plant(place, made.name);
  const judge = (line: "filed" | "rated", detail: object) =>
    act(by, made, {
      act: "sign-off",
      conditionId: list[line].id,
      basis: "judgment",
      evidence: [],
      requirement: 0,
      detail,
    });
  const filed = await judge("filed", { filing: `Accession ${word("filing as looked up")}` });
  await act(by, made, {
    act: "withdraw",
    conditionId: list.filed.id,
    actId: filed.id,
    reason: word("reason of a withdrawal"),
  });
  await judge("rated", {
    ratings: [{ agency: made.agency, rating: word("rating as found"), outlook: word("rating as found") }],
  });
  await act(by, made, {
    act: "mark",
    conditionId: list.marked.id,
    mark: "not-applicable",
    reason: word("reason of a mark"),
  });

  // A writing that no waiver names yet is its side’s own; the one that a waiver names is for all.
  const own = (place: Place) => garden.plant(place, `${made.name} underwriters`);
  await anInstrument(
    ground,
    by,
    list,
    own("file name of a waiver’s writing, before the waiver"),
    own("text of a waiver’s writing, before the waiver"),
  );
  const name = word("file name of a waiver’s writing");
  const sha256 = await anInstrument(ground, by, list, name, word("text of a waiver’s writing"));
  await by.confirm();
  const waiver = await act(by, made, {
    ...{ act: "waive", conditionId: list.waived.id, text: word("waiver’s text"), scope: word("waiver’s scope") },
    instrument: { sha256, name: `${name}.txt` },
  });
  things.actId.push(waiver.id);
  const onDefault = (body: object) =>
    by.wish<{ recordId: string }>(`${inClosing(made)}/default`, { closingId: made.closingId, ...body });
  await onDefault({
    act: "record",
    underwriter: made.underwriters[1],
    localDate: moment.localDate,
    localTime: "09:00",
  });
  const arranged = await onDefault({ act: "arrange", name: word("who purchases instead"), amount: "1,000,000" });
  await onDefault({ act: "withdraw", recordId: arranged.recordId, reason: word("reason of a default’s withdrawal") });
}

/** Moved to a quarter past ten, for which everything is put on paper anew. */
export async function postpone({ garden, made, crew }: Ground): Promise<void> {
  if (!crew.representative) return;
  const [ground, text] = [
    garden.plant("ground of a postponement", made.name),
    garden.plant("text of a postponement", made.name),
  ];
  await act(crew.representative, made, {
    ...{ act: "postpone", closingId: made.closingId, ground, text },
    ...{ newLocalDate: moment.localDate, newLocalTime: "10:15" },
  });
}

async function anInstrument({ made }: Ground, by: Caller, list: Listed, name: string, text: string): Promise<string> {
  const bytes = Buffer.from(`We waive. ${text}\n`);
  await by.wish(`${at(made)}/conditions/${list.waived.id}/instruments?fileName=${name}.txt`, bytes);
  return createHash("sha256").update(bytes).digest("hex");
}

/** Somebody who was asked in and has not come, and a party that nobody is of. */
async function asked(ground: Ground): Promise<void> {
  const { garden, made, crew, things } = ground;
  const word = (place: Place) => garden.plant(place, made.name);
  const party = await crew.keeper.wish<{ partyId: string }>(`${at(made)}/parties`, {
    ...{ organisation: `${word("party")} Trust`, role: "trustee_counsel", side: "trustee" },
  });
  const invitation = await crew.keeper.wish<InvitationLink>(`${at(made)}/invitations`, {
    ...{
      partyId: party.partyId,
      email: `${word("invited person’s address")}@firm.test`,
      name: word("invited person’s name"),
    },
    ...{ title: word("invited person’s title"), authority: false, coordinator: false },
  });
  things.invitationId.push(invitation.id);
  keep(ground, "join", invitation.link.split("/").at(-1) ?? "");
}

/** Ends somebody’s membership, which they feel at once. */
export async function remove(made: Made, keeper: Caller, email: string): Promise<void> {
  const { parties } = await keeper.json<PeopleView>(`${at(made)}/people`);
  const person = parties.flatMap(({ members }) => members).find((member) => member.email === email);
  await keeper.wish(`${at(made)}/members/end`, { personId: person?.id });
}
