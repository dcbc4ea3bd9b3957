import type { Basis } from "@/lib/domain/condition";
import type { ConditionKind } from "@/lib/domain/kind";
import type { Action } from "./policy";

// Who may do what, written by hand from the product's page (people, kinds, rules), apart from the code of the policy.

/** Everyone who can stand in an offering. "+" may bind the party; "-" may not; "*" keeps the list besides. */
export const principals = [
  "representative+",
  "representative-",
  "representative-*",
  "underwriter+",
  "underwriters_counsel+",
  "underwriters_counsel-",
  "underwriters_counsel-*",
  "issuer+",
  "issuer-",
  "issuer-*",
  "issuer_counsel+",
  "issuer_general_counsel+",
  "guarantor+",
  "selling_holder+",
  "accountants+",
  "accountants-",
  "trustee+",
  "trustee-",
  "trustee_counsel+",
  "rating_agency+",
  "other_counsel+",
  "observer+",
  "observer-",
  "other+",
] as const;

export type Principal = (typeof principals)[number];

const everyone = [...principals];
const withoutObservers = principals.filter((who) => !who.startsWith("observer"));
const listKeepers = principals.filter((who) => who.endsWith("*"));
const boundRepresentatives: Principal[] = ["representative+"];
const counsel: Principal[] = [
  "underwriters_counsel+",
  "underwriters_counsel-",
  "underwriters_counsel-*",
  "issuer_counsel+",
  "issuer_general_counsel+",
  "trustee_counsel+",
  "other_counsel+",
];

const union = (...lists: (readonly Principal[])[]) =>
  principals.filter((who) => lists.some((list) => list.includes(who)));

/** Acts that depend on the person alone. */
export const byPerson: Partial<Record<Action, readonly Principal[]>> = {
  "offering.read": everyone,
  "log.read": everyone,
  "condition.waive": boundRepresentatives,
  "condition.mark": boundRepresentatives,
  "act.withdraw": withoutObservers,
  "condition.assign": union(listKeepers, counsel),
  "list.edit": listKeepers,
  "terms.edit": listKeepers,
  "signature-page.edit": listKeepers,
  "closing.step": union(listKeepers, boundRepresentatives),
  "closing.close": boundRepresentatives,
  "closing.postpone": boundRepresentatives,
  "closing.terminate": boundRepresentatives,
  "closing.set-clock": listKeepers,
  "settlement.read": principals.filter((who) =>
    /^(representative|underwriter|underwriters_counsel|issuer|issuer_counsel|issuer_general_counsel|guarantor|selling_holder)[+-]/.test(
      who,
    ),
  ),
  "default.record": boundRepresentatives,
  "default.arrange": union(boundRepresentatives, ["issuer+"]),
  "default.require": ["issuer+"],
  "closing-set.export": withoutObservers,
  "distribution.edit": listKeepers,
  "distribution.send": listKeepers,
  "view-as": listKeepers,
};

const ucTeam: Principal[] = ["underwriters_counsel+", "underwriters_counsel-", "underwriters_counsel-*"];
const repTeam: Principal[] = ["representative+", "representative-", "representative-*"];
const issuerTeam: Principal[] = ["issuer+", "issuer-", "issuer-*"];
const issuerCounsel: Principal[] = ["issuer_counsel+", "issuer_general_counsel+"];
const accountantsTeam: Principal[] = ["accountants+", "accountants-"];
const trusteeTeam: Principal[] = ["trustee+", "trustee-"];
const nobody: Principal[] = [];

type Row = { deliver: readonly Principal[] } & Record<Basis, readonly Principal[]>;

/** The furnisher, counsel of the furnisher's side, or whoever keeps the list, delivers. */
const byIssuer = union(issuerTeam, issuerCounsel, listKeepers);
const byIssuerCounsel = union(["issuer_counsel+"], issuerCounsel, listKeepers);

const reviewed: Row = {
  deliver: byIssuer,
  received: union(ucTeam, repTeam),
  form: ucTeam,
  fact: nobody,
  judgment: boundRepresentatives,
};

/** Who may deliver, and who may sign off on which basis, for each kind as it usually stands. */
export const byKind: Record<ConditionKind, Row> = {
  "representations-accuracy": { ...reviewed, fact: issuerTeam },
  performance: { ...reviewed, fact: issuerTeam },
  filing: { ...reviewed, deliver: byIssuerCounsel, fact: ["issuer_counsel+"] },
  opinion: { ...reviewed, deliver: byIssuerCounsel },
  "comfort-letter": { ...reviewed, deliver: union(accountantsTeam, listKeepers) },
  "no-adverse-change": { ...reviewed, fact: issuerTeam },
  "no-downgrade": {
    deliver: union(repTeam, ucTeam, listKeepers),
    received: repTeam,
    form: nobody,
    fact: repTeam,
    judgment: boundRepresentatives,
  },
  "market-out": { deliver: nobody, received: repTeam, form: nobody, fact: nobody, judgment: boundRepresentatives },
  "officers-certificate": reviewed,
  "lock-up": reviewed,
  listing: { ...reviewed, deliver: byIssuerCounsel },
  certificate: reviewed,
  consent: reviewed,
  mechanics: {
    deliver: union(trusteeTeam, ["trustee_counsel+"], issuerTeam, issuerCounsel, repTeam, ucTeam, listKeepers),
    received: repTeam,
    form: nobody,
    fact: union(trusteeTeam, issuerTeam),
    judgment: boundRepresentatives,
  },
  other: { deliver: nobody, received: repTeam, form: nobody, fact: nobody, judgment: boundRepresentatives },
};

/** The side of each part: who shares its drafts and notes. */
export const sidesOf = {
  underwriters: principals.filter((who) => /^(representative|underwriter|underwriters_counsel)[+-]/.test(who)),
  issuer: principals.filter((who) =>
    /^(issuer|issuer_counsel|issuer_general_counsel|guarantor|selling_holder)[+-]/.test(who),
  ),
  accountants: accountantsTeam,
  trustee: principals.filter((who) => /^trustee(_counsel)?[+-]/.test(who)),
  observers: principals.filter((who) => /^(rating_agency|other_counsel|observer|other)[+-]/.test(who)),
} as const;
