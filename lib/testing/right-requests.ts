import { captioned } from "@/lib/agreement/samples/notes";
import { conditionKey } from "@/lib/use-cases/tab-keys";
import type { FurnishedOffering, Things } from "./furnished";

/** A request that is right in form and in what it names, by somebody who may ask for it. */
export type RightRequest = {
  route: string;
  /** Which of the forms of its input (lib/testing/schema-fields.ts); empty where there is one. */
  form: string;
  who: "representative" | "counsel" | "issuer" | "issuerCounsel";
  body?: Record<string, unknown>;
  query?: Record<string, string>;
  file?: Uint8Array;
  /** What a parameter of the address stands for, where its name alone does not say. */
  params?: Record<string, string>;
};

/** What the request's schema is asked about: its query and its body as one. */
export const inputOf = ({ body, query }: RightRequest): Record<string, unknown> => ({ ...query, ...body });

const offering = "/api/offerings/[offeringId]";
const closing = `${offering}/closings/[closingId]`;

const rating = { agency: "An agency", rating: "A", outlook: "Stable" };
const terms = (deliverableId?: string) => ({
  ...{ label: "7(z)", title: "A condition", text: "The words of the clause.", kind: "no-downgrade", mode: "whole" },
  ...{ furnishedBy: ["issuer_counsel"], furnishedTo: ["representative"], windowHours: null },
  requires: [{ basis: "judgment", role: "representative", sameDay: false }],
  ratings: [rating],
  deliverables: [{ ...(deliverableId && { id: deliverableId }), title: "A document", dated: null }],
});
const agreed = {
  businessDay: { clause: "1", calendars: ["ny-bank"], closeOfBusiness: "17:00" },
  clocks: [
    {
      ...{ clause: "5(a)", what: "File the supplement", anchor: "agreement-date", direction: "after", count: 2 },
      ...{ unit: "business-days", localTime: "17:30", zone: "America/New_York" },
    },
  ],
  default: {
    ...{ clause: "9", threshold: "1/11", arrangeHours: [36, 36], postpone: { count: 7, unit: "calendar-days" } },
    ...{ stepUp: "if-company-requires", mostIncrease: "1/9", surviving: ["8"] },
  },
  termination: { clause: "11", surviving: ["8"], withoutReimbursement: ["7(b)"], reimburses: "Expenses." },
};
const dates = {
  prospectusSupplement: "2031-03-04",
  effective: "2031-01-02",
  periodEnd: "2030-12-31",
  lockUpStart: "2031-03-04",
};
const debt = {
  ...{ kind: "debt", title: "Notes due 2041", principal: "200,000,000", option: { offered: "30,000,000" } },
  ...{ publicPrice: "99.311", purchasePrice: "98.661", denomination: { least: "2,000", step: "1,000" } },
  interest: { rate: "4.75", accruesFrom: "2031-03-11", firstCoupon: "2031-09-01", maturity: "2041-03-01" },
};
const shares = {
  ...{ kind: "shares", title: "Common Stock", shares: "1,000,000", option: { offered: "150,000" } },
  ...{ publicPrice: "20", purchasePrice: "19" },
};
const priced = (securities: object, scheduleOneTotal = "200,000,000") => ({
  ...{ securities, currency: "USD", scheduleOneTotal, funds: "Federal (same-day) funds", dates },
});
const account = {
  ...{ beneficiary: "Example Corp.", bank: "A Bank", routingNumber: "021000021", accountNumber: "1234567890" },
  reference: "Notes",
};
const delivered = {
  ...{ optionTaken: "1,000", optionParts: [{ underwriter: "Alder", amount: "1,000" }], account },
  fees: [
    {
      ...{ what: "A fee", clause: "6", from: { name: "A Payer" }, to: { name: "An Adviser" } },
      amount: { kind: "fixed", amount: "10,000" },
    },
    { what: "A fee", clause: "6", from: "issuer", to: "underwriters", amount: { kind: "per-share", amount: "0.25" } },
    {
      ...{ what: "A fee", clause: "6", from: "issuer", to: "underwriters" },
      amount: { kind: "percent-of-principal", percent: "0.5" },
    },
  ],
  otherAccounts: [{ ...account, beneficiary: "An Adviser" }],
};
const moment = { localDate: "2031-03-20", localTime: "10:00" };

/**
 * For every route of an offering, and each form of what it takes, a request that would be granted. Whoever adds a route, or a
 * form of an act, adds a line; the test of foreign ids fails until then. Those that end something come last.
 */
export function rightRequests(made: FurnishedOffering): readonly RightRequest[] {
  const { things: t, conditionsBy: at, versions } = made;
  const own = versions.underwriters.versionId;
  const evidence = [{ deliverableId: at.signed.deliverables[0], sha256: versions.common.sha256 }];
  const get = (address: string, more: Partial<RightRequest> = {}): RightRequest => ({
    ...{ route: `GET ${address}`, form: "", who: "counsel", ...more },
  });
  const post = (address: string, body: Record<string, unknown>, more: Partial<RightRequest> = {}): RightRequest => ({
    ...{ route: `POST ${address}`, form: "", who: "counsel", body, ...more },
  });
  const act = (name: string, body: Record<string, unknown>, who: RightRequest["who"] = "counsel") =>
    post(`${offering}/acts`, { act: name, ...body }, { form: name, who });
  const onDefault = (name: string, body: Record<string, unknown>, who: RightRequest["who"]) =>
    post(`${closing}/default`, { act: name, closingId: t.closing, ...body }, { form: name, who });
  const tab = { key: conditionKey(at.free.id), number: "1", title: "A tab", omitted: "Not asked for." };
  const bytes = new TextEncoder().encode(captioned.text);

  return [
    get(`${offering}/conditions/[conditionId]`),
    get(`${offering}/instruments/[actId]`, { params: { actId: t.instrumentAct } }),
    get(`${offering}/invitations/[invitationId]`),
    get(`${offering}/log`, { query: { closingId: t.closing, since: "2026-01-01T00:00:00Z" } }),
    get(`${offering}/log/export`),
    get(`${offering}/log/[eventId]/receipt`),
    get(`${offering}/log/proof`, { query: { from: "0" } }),
    get(`${offering}/people`),
    get(`${offering}/setup`),
    get(`${offering}/versions/[versionId]/file`),
    get(`${closing}/changes`, { query: { since: "2026-01-01T00:00:00Z" } }),
    get(`${closing}/checklist`),
    get(`${closing}/list`),
    get(`${closing}/status`),
    get(`${closing}/timeline`, { query: { moveDate: "2031-03-20", moveTime: "10:00" } }),
    get(`${closing}/settlement`, { query: { deliveredOn: "2031-03-11" } }),
    get(`${closing}/settlement/[format]`, { params: { format: "xlsx" } }),
    get(`${closing}/default`),
    get(`${closing}/default`, { query: { suppose: '{"defaults":["Birch"],"substitutes":[],"companyRequires":null}' } }),
    get(`${closing}/exports/[format]`, { params: { format: "checklist.csv" }, query: { only: at.free.id } }),
    get(`${closing}/binders/[binder]/[format]`, { params: { binder: made.binder, format: "csv" } }),
    get(`${closing}/closing-set`),
    get(`${closing}/closing-set/builds/[buildId]`),
    get(`${closing}/closing-set/distribution`),
    get(`${closing}/closing-set/distribution/recipient`, { query: { setId: t.set } }),
    get(`${closing}/closing-set/builds/[buildId]/[format]`, { params: { format: "zip" } }),
    post(`${closing}/amendment-readings`, {}, { query: { fileName: "amendment.txt" }, file: bytes }),

    act("share", { conditionId: at.free.id, versionId: own }),
    act("note", { conditionId: at.free.id, text: "A note.", shared: false }),
    act("assign", { conditionId: at.free.id, assigneeId: t.person }),
    act("set-due", { conditionId: at.free.id, dueAt: "2031-03-10T17:00:00Z" }),
    act(
      "sign-off",
      {
        ...{ conditionId: at.signed.id, basis: "judgment", evidence, requirement: 0 },
        detail: { ratings: [rating], filing: "Filed.", limbs: ["7(a)(i)"] },
      },
      "representative",
    ),
    act("withdraw", { conditionId: at.signed.id, actId: t.act, reason: "A slip." }),
    act("add-condition", { closingId: t.closing, parentId: at.free.id, after: null, terms: terms() }),
    act("add-condition", { closingId: t.closing, parentId: null, after: at.signed.id, terms: terms(t.deliverable) }),
    act("edit-condition", { conditionId: at.free.id, requirement: 0, terms: terms(t.deliverable) }),
    act("split-condition", {
      ...{ conditionId: at.free.id, requirement: 0, mode: "limbs" },
      limbs: ["i", "ii"].map((label) => ({ label: `7(z)(${label})`, title: "A limb", text: "Its words." })),
    }),
    act("renumber", { closingId: t.closing, labels: [{ conditionId: at.signed.id, label: "7(y)" }] }),
    act("reorder", { closingId: t.closing, order: made.conditions.map(({ id }) => id) }),
    act("add-signature-page", {
      ...{ closingId: t.closing, partyId: t.party, document: "Notes", signatory: "A Signatory", capacity: "Treasurer" },
    }),
    act("move-signature-page", { closingId: t.closing, signaturePageId: t.signaturePage, step: "out" }),
    act("mark", { conditionId: at.signed.id, mark: "failed", reason: "For the test." }, "representative"),
    act(
      "waive",
      {
        ...{ conditionId: at.waived.id, text: "Waived.", scope: "All of it" },
        instrument: { sha256: t.instrument, name: "Waiver.txt" },
      },
      "representative",
    ),
    post(
      `${offering}/deliverables/[deliverableId]/versions`,
      {},
      {
        query: { fileName: "a.txt", stage: "draft", share: "false", datedOn: "2031-03-10" },
        file: new TextEncoder().encode("A draft.\n"),
      },
    ),
    post(
      `${offering}/conditions/[conditionId]/instruments`,
      {},
      { who: "representative", query: { fileName: "a.txt" }, file: new TextEncoder().encode("A writing.\n") },
    ),
    post(`${offering}/parties`, { organisation: "A Trust Company", role: "trustee", side: "trustee" }),
    post(`${offering}/invitations`, {
      ...{
        partyId: made.party.partyId,
        email: "nell@firm.test",
        name: "Nell",
        title: "Associate",
        authority: false,
        coordinator: false,
      },
    }),
    post(`${offering}/invitations/revoke`, { invitationId: t.invitation }),
    post(`${offering}/reuses`, { deliverableId: t.deliverable, versionId: t.version }),
    post(
      `${offering}/closings`,
      {
        ...{ pricingAgreementId: t.pricingAgreement, label: "Option Time of Delivery", ...moment },
        ...{ zone: "America/New_York", location: "New York", terms: delivered },
        ...{ conditions: { from: "closing", closingId: t.closing } },
      },
      { form: "closing" },
    ),
    post(
      `${offering}/terms`,
      {
        edit: "closing",
        closingId: t.closing,
        revision: "0",
        label: "Time of Delivery",
        location: "New York",
        terms: delivered,
      },
      { form: "closing" },
    ),
    post(
      `${offering}/terms`,
      {
        ...{ edit: "agreement", agreementId: t.agreement, revision: "0", title: "Agreement", datedOn: "2031-03-04" },
        ...{ conditionsSection: "7", closingTerm: "Time of Delivery", governingLaw: "New York", terms: agreed },
      },
      { form: "agreement" },
    ),
    ...[priced(shares, "1,000,000"), priced(debt)].map((pricing) =>
      post(
        `${offering}/terms`,
        {
          ...{ edit: "pricing", pricingAgreementId: t.pricingAgreement, revision: "0", datedOn: "2031-03-04" },
          terms: pricing,
          allocations: Object.entries({ Alder: "88,000,000", Birch: "88,000,000", Cedar: "24,000,000" }).map(
            ([underwriter, amount]) => ({ underwriter, amount }),
          ),
        },
        { form: "pricing" },
      ),
    ),
    post(
      `${offering}/terms`,
      { edit: "offering", revision: "0", name: "Name", issuer: "Issuer" },
      { form: "offering" },
    ),
    post(`${closing}/timeline/feed`, { act: "make", closingId: t.closing, whose: "mine" }, { form: "make" }),
    post(`${closing}/timeline/feed`, { act: "revoke", closingId: t.closing }, { form: "revoke" }),
    post(`${closing}/closing-set/index`, { closingId: t.closing, revision: 0, edits: [tab] }),
    ...(["party", "person"] as const).map((kind) =>
      post(
        `${closing}/closing-set/distribution/sets`,
        {
          closingId: t.closing,
          revision: 1,
          sets: [{ id: t.set, name: "A set", tabs: "all", recipients: [{ kind, [`${kind}Id`]: t[kind] }] }],
        },
        { form: kind },
      ),
    ),
    post(`${closing}/closing-set/distribution/sets`, {
      ...{ closingId: t.closing, revision: 1 },
      sets: [
        {
          ...{ id: t.set, name: "A set", tabs: [tab.key] },
          recipients: [{ kind: "outside", name: "Somebody", email: "somebody@firm.test" }],
        },
      ],
    }),
    post(`${closing}/closing-set/builds`, {
      closingId: t.closing,
      reason: "For the test.",
      edits: [tab],
      supplementTo: t.build,
    }),
    post(`${closing}/closing-set/builds`, { closingId: t.closing, reason: "For the test.", setId: t.set }),
    post(`${closing}/closing-set/links`, {
      ...{ closingId: t.closing, buildId: t.build, name: "Somebody", email: "somebody@firm.test", days: 14 },
      ...{ maxDownloads: null, passphrase: "a passphrase", mail: false },
    }),
    post(`${closing}/closing-set/links/revoke`, { closingId: t.closing, linkId: t.link }),
    post(`${closing}/closing-set/builds/stop`, { closingId: t.closing, buildId: t.build }),
    onDefault("record", { underwriter: "Birch", ...moment, localDate: "2031-03-11" }, "representative"),
    onDefault("arrange", { name: "Elm", amount: "1,000" }, "representative"),
    onDefault("company", { requires: true }, "issuer"),
    onDefault("withdraw", { recordId: t.record, reason: "A slip." }, "representative"),
    post(
      `${offering}/amendments`,
      {
        closingId: t.closing,
        source: { sha256: "d".repeat(64), name: "Amendment No. 1.htm" },
        lines: [{ is: "kept", conditionId: at.signed.id, requirement: 0, label: "7(a)", text: "The words." }],
        removed: [{ conditionId: at.free.id, requirement: 0 }],
      },
      { form: "kept" },
    ),
    post(
      `${offering}/amendments`,
      {
        ...{ closingId: t.closing, source: { sha256: "d".repeat(64), name: "Amendment No. 1.htm" } },
        ...{ lines: [{ is: "new", depth: 0, terms: terms() }], removed: [] },
      },
      { form: "new" },
    ),
    act("remove-condition", { conditionId: at.free.id, reason: "For the test." }),
    act("pre-closing", { closingId: t.closing }),
    act("start-call", { closingId: t.closing }),
    act("set-clock", { closingId: t.closing, shows: "2031-03-11T16:00:00Z" }),
    act("close", { closingId: t.closing }, "representative"),
    act(
      "postpone",
      {
        closingId: t.closing,
        ground: "For the test",
        text: "Its words.",
        newLocalDate: "2031-03-20",
        newLocalTime: "10:00",
      },
      "representative",
    ),
    post(`${offering}/members/end`, { personId: made.people.issuerCounsel.personId }, { who: "issuerCounsel" }),
    act("terminate", { closingId: t.closing, ground: "For the test", text: "Its words." }, "representative"),
  ];
}

/** As those of one offering: what is asked of the routes that are of none, by the offering's people or by nobody. */
export function rightRequestsOfNone(made: FurnishedOffering): readonly RightRequest[] {
  const post = (route: string, body: Record<string, unknown>, more: Partial<RightRequest> = {}): RightRequest => ({
    ...{ route: `POST /api/${route}`, form: "", who: "counsel", body, ...more },
  });
  const token = "a".repeat(43);
  const offered = (securities: object, closingTerms: object) => ({
    ...{ name: "Project Larch", issuer: "Larch Mills, Inc.", rehearsal: true },
    clock: { localDate: "2031-03-04", localTime: "09:00" },
    agreement: {
      ...{ title: "Underwriting Agreement", datedOn: "2031-03-04", conditionsSection: "6" },
      ...{ closingTerm: "Closing Date", governingLaw: "New York", terms: agreed },
    },
    pricing: {
      ...{ datedOn: "2031-03-04", terms: priced(securities) },
      allocations: [{ underwriter: "Birch & Co.", amount: "200,000,000" }],
    },
    parties: [
      { name: "Oak Ash LLP", role: "underwriters_counsel" },
      { name: "Larch Mills, Inc.", role: "issuer" },
    ],
    maker: { party: 0, title: "Associate", authority: false },
    closings: [
      { label: "Closing Date", ...moment, zone: "America/New_York", location: "New York", terms: closingTerms },
    ],
    conditions: { from: "draft", rows: [{ depth: 0, terms: terms() }] },
    source: { sha256: made.things.file, name: "Agreement.pdf", leftOut: [{ label: "7(q)", reason: "Not asked for." }] },
  });
  return [
    post("account/confirm", { password: "a password of a person" }),
    post("account/confirm", { code: "123456" }, { form: "1" }),
    post("account/sessions/end", { sessionId: made.things.session }),
    post("invitations/accept", { token, email: "nell@firm.test", name: "Nell", password: "a password of a person" }),
    post("set-links/open", { token, passphrase: "a passphrase" }),
    post("offerings", offered(debt, delivered), { form: "debt" }),
    post("offerings", offered(shares, {}), { form: "shares" }),
    post("agreement-readings", {}, { query: { fileName: "a.txt" }, file: new TextEncoder().encode(captioned.text) }),
  ];
}

/** The path that a request goes to, without its query; `other` has what shall stand for a parameter instead. */
export function pathOf({ route, params }: RightRequest, things: Things, other: Record<string, string> = {}): string {
  const kinds = { offeringId: "offering", closingId: "closing" } as const;
  const [, address = ""] = route.split(" ");
  return address.replace(/\[(\w+)\]/g, (_, name: string) => {
    const kind = kinds[name as "offeringId"] ?? kindOf(name) ?? "offering";
    return other[name] ?? params?.[name] ?? things[kind];
  });
}

/** The kind of thing that a field of an input names, by the field's own name; undefined for one that is new. */
export function kindOf(name: string): keyof Things | undefined {
  const kinds: Record<string, keyof Things> = {
    ...{
      offeringId: "offering",
      closingId: "closing",
      conditionId: "condition",
      parentId: "condition",
      after: "condition",
    },
    ...{ order: "condition", deliverableId: "deliverable", deliverables: "deliverable", versionId: "version" },
    ...{ signaturePageId: "signaturePage", partyId: "party", personId: "person", assigneeId: "person", actId: "act" },
    ...{
      invitationId: "invitation",
      agreementId: "agreement",
      pricingAgreementId: "pricingAgreement",
      buildId: "build",
    },
    ...{ setId: "set", linkId: "link" },
    ...{
      supplementTo: "build",
      eventId: "event",
      recordId: "record",
      sessionId: "session",
      evidence: "file",
      instrument: "instrument",
    },
  };
  return kinds[name];
}
