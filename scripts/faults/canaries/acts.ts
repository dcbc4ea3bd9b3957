// What people do at a Time of Delivery, with a canary in every text that an act takes.
import { createHash, randomUUID } from "node:crypto";
import { captioned } from "@/lib/agreement/samples/notes";
import type { ClosingSetView } from "@/lib/contracts/closing-set";
import type { ListView } from "@/lib/contracts/list";
import type { SetupView } from "@/lib/contracts/offering";
import type { InvitationLink, PeopleView } from "@/lib/contracts/people";
import type { Side } from "@/lib/domain/role";
import { textDocument } from "@/lib/exports/sample-documents";
import { Caller } from "./caller";
import type { Garden } from "./garden";
import { closingTermsOf, type Line, lines, type Made, moment } from "./offering";
import type { Secrets } from "./people";
import type { Place } from "./whose.table";

/** Everything by which an address of an offering can name a thing of it. */
export type Things = {
  offeringId: string;
  closingId: string[];
  conditionId: string[];
  versionId: string[];
  actId: string[];
  invitationId: string[];
  buildId: string[];
  setId: string;
  binder: string[];
  /** The secrets of links by which one comes in without an account, by the first word of their address. */
  tokens: Record<"calendar" | "set-links" | "join" | "set", string[]>;
};

export type Crew = {
  keeper: Caller;
  representative?: Caller;
  /** One of each side who may say something in private. */
  ofSide: Partial<Record<Side, Caller>>;
};

type Ground = { garden: Garden; secrets: Secrets; made: Made; crew: Crew; things: Things };

const at = ({ offeringId }: Pick<Made, "offeringId">) => `/api/offerings/${offeringId}`;
const act = (by: Caller, made: Made, body: object) => by.wish<{ id: string }>(`${at(made)}/acts`, body);
const inClosing = (made: Made) => `${at(made)}/closings/${made.closingId}`;

export const noThings = ({ offeringId, closingId }: Made): Things => ({
  ...{ offeringId, closingId: [closingId], conditionId: [], versionId: [], actId: [], invitationId: [], buildId: [] },
  ...{ setId: randomUUID(), binder: [], tokens: { calendar: [], "set-links": [], join: [], set: [] } },
});

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

/** Terms with every text that a condition has. */
const termsOf = (word: (place: Place) => string) => ({
  ...{ label: word("condition’s label"), title: word("condition’s title"), text: word("condition’s text") },
  ...{ kind: "no-downgrade", mode: "whole", furnishedBy: ["issuer"], furnishedTo: [], windowHours: null },
  requires: [{ basis: "judgment", role: "representative", sameDay: false }],
  ratings: [{ agency: word("rating agency"), rating: word("rating"), outlook: word("rating’s outlook") }],
  deliverables: [{ title: word("document’s title"), dated: null }],
});

/** An agreement and an amendment whose list was looked at, and nothing more. */
async function onlyRead({ garden, made, crew }: Ground): Promise<void> {
  const name = () => `fileName=${garden.plant("file name of what was only read", made.name)}.txt`;
  const bytes = Buffer.from(captioned.text);
  await crew.keeper.wish(`/api/agreement-readings?${name()}`, bytes);
  await crew.keeper.wish(`${inClosing(made)}/amendment-readings?${name()}`, bytes);
}

/** Everything that was agreed, agreed anew in other words. */
export async function agreeAnew({ garden, made, crew }: Ground): Promise<void> {
  const { keeper, representative } = crew;
  const edit = (body: object) => keeper.wish(`${at(made)}/terms`, body);
  const { offering, agreements, pricings, closings } = await keeper.json<SetupView>(`${at(made)}/setup`);
  const { name, issuer, revision } = offering;
  await edit({ edit: "offering", revision, ...garden.replant({ name, issuer }) });
  for (const { id, source: _, ...agreement } of agreements.slice(0, 1))
    await edit({ edit: "agreement", agreementId: id, ...garden.replant(agreement) });
  for (const { id, revision, datedOn, terms, allocations } of pricings.slice(0, 1)) {
    const shares = { ...terms, securities: { kind: "shares", title: terms.securities?.title, shares: "1,000" } };
    await edit({
      ...{ edit: "pricing", pricingAgreementId: id, revision, datedOn, allocations },
      terms: garden.replant(representative ? terms : shares),
    });
  }
  for (const { id, revision, label, location, terms } of closings.slice(0, 1))
    await edit({ edit: "closing", closingId: id, revision, ...garden.replant({ label, location, terms }) });
}

function keep({ secrets, made, things }: Ground, kind: keyof Things["tokens"], token: string): void {
  secrets.set(token, `link of ${kind}, in ${made.name}`);
  things.tokens[kind].push(token);
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

/** A further Time of Delivery, whose list comes from an amendment. */
async function aSecondClosing({ garden, made, crew, things }: Ground): Promise<void> {
  const word = (place: Place) => garden.plant(place, made.name);
  const { pricings } = await crew.keeper.json<{ pricings: { id: string }[] }>(`${at(made)}/setup`);
  const { closingId } = await crew.keeper.wish<{ closingId: string }>(`${at(made)}/closings`, {
    ...{
      pricingAgreementId: pricings[0]?.id,
      label: word("closing’s label"),
      localDate: "2031-04-11",
      localTime: "10:00",
    },
    ...{ zone: "America/New_York", location: word("closing’s place"), terms: closingTermsOf(word, "whole") },
    conditions: { from: "nothing" },
  });
  const amend = (lines: object[]) =>
    crew.keeper.wish(`${at(made)}/amendments`, {
      ...{ closingId, source: { sha256: "b".repeat(64), name: `${word("amendment’s file name")}.docx` }, removed: [] },
      lines,
    });
  await amend([{ is: "new", depth: 0, terms: termsOf(word) }]);
  const [line] = (await crew.keeper.json<ListView>(`${at(made)}/closings/${closingId}/list`)).lines;
  const text = word("condition’s text");
  await amend([
    { is: "kept", conditionId: line?.id, requirement: line?.requirement, label: word("condition’s label"), text },
  ]);
  things.closingId.push(closingId);
}

/** The closing set: its index, who gets which tabs, what was built, and a link to it. */
async function theSet(ground: Ground): Promise<void> {
  const { garden, secrets, made, crew, things } = ground;
  const { keeper } = crew;
  const word = (place: Place) => garden.plant(place, made.name);
  const set = `${inClosing(made)}/closing-set`;
  const { closingId } = made;
  const { parts } = await keeper.json<ClosingSetView>(set);
  const keys = parts.flatMap(({ tabs }) => tabs.map(({ key }) => key));
  const edits = () => [
    { key: keys[0], number: word("tab’s number"), title: word("tab’s title") },
    { key: keys[1], omitted: word("why a tab is omitted") },
  ];
  await keeper.wish(`${set}/index`, { closingId, revision: 0, edits: edits() });
  const outside = {
    ...{
      kind: "outside",
      name: word("recipient outside"),
      email: `${word("address of a recipient outside")}@firm.test`,
    },
  };
  await keeper.wish(`${set}/distribution/sets`, {
    ...{
      closingId,
      revision: 0,
      sets: [{ id: things.setId, name: word("name of a set"), tabs: "all", recipients: [outside] }],
    },
  });
  const build = async (more: object) => {
    const { id } = await keeper.wish(`${set}/builds`, { closingId, reason: word("reason of a build"), ...more });
    things.buildId.push(id);
    for (let state = ""; state !== "done"; await new Promise((resolve) => setTimeout(resolve, 100))) {
      const view = await keeper.json<{ state: string; failure: string | null }>(`${set}/builds/${id}`);
      if (view.state === "failed") throw new Error(`The set was not built: ${view.failure}`);
      state = view.state;
    }
    return id;
  };
  const buildId = await build({});
  if (crew.representative) await build({ edits: edits() });
  const passphrase = `cormorants ${word("passphrase")}`;
  const link = (more: object) =>
    keeper.wish<{ link: string }>(`${set}/links`, {
      ...{ closingId, buildId, name: word("name on a link"), days: 14, maxDownloads: null, mail: false },
      ...{ email: `${word("address on a link")}@firm.test`, passphrase: null },
      ...more,
    });
  const open = (await link({ mail: true })).link.split("/").at(-1) ?? "";
  const closed = (await link({ passphrase })).link.split("/").at(-1) ?? "";
  secrets.set(closed, "link with a passphrase");
  keep(ground, "set-links", open);
  things.tokens.set.push(open, closed);
  await new Caller(keeper.origin, "holder of a link").wish("/api/set-links/open", { token: closed, passphrase });
}

/** Ends somebody’s membership, which they feel at once. */
export async function remove(made: Made, keeper: Caller, email: string): Promise<void> {
  const { parties } = await keeper.json<PeopleView>(`${at(made)}/people`);
  const person = parties.flatMap(({ members }) => members).find((member) => member.email === email);
  await keeper.wish(`${at(made)}/members/end`, { personId: person?.id });
}
