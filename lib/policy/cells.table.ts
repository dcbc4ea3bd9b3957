import type { Side } from "@/lib/domain/role";

// Who may do what to what, when: nineteen principals, forty-five actions, twenty-eight states. Written by hand from the
// product's page (people, kinds, states, walls), apart from the code that decides it, with every "no" written out.

/** Who has no way to an offering, and why; and who is of it, by their part. */
export const outsiders = {
  "nobody signed in": "not signed in",
  "session expired": "not signed in",
  // The password alone opens nothing where a second factor is set up: there is no session yet.
  "without the second factor": "not signed in",
  // This product suspends nobody; whoever runs it ends all of a person's sessions, by a link for a new password.
  "sessions ended": "not signed in",
  "of no offering": "not there",
  "of another offering, same firm": "not there",
  "membership ended": "not there",
  // An administrator's account has no content by itself.
  administrator: "not there",
} as const;

export const members = [
  "issuer officer",
  "issuer’s counsel",
  "Representative with authority",
  "Representative’s staff",
  "other underwriter",
  "underwriters’ counsel",
  "accountants",
  "trustee",
  "trustee’s counsel",
  "list keeper",
  "observer",
] as const;

export type Outsider = keyof typeof outsiders;
export type Member = (typeof members)[number];
export type Principal = Outsider | Member;
export const principals: readonly Principal[] = [...(Object.keys(outsiders) as Outsider[]), ...members];

/** Each member's part, marks and side. The list keeper is an associate at underwriters' counsel. */
export const standing: Record<Member, { role: string; authority: boolean; coordinator: boolean; side: Side }> = {
  "issuer officer": { role: "issuer", authority: true, coordinator: false, side: "issuer" },
  "issuer’s counsel": { role: "issuer_counsel", authority: false, coordinator: false, side: "issuer" },
  "Representative with authority": {
    role: "representative",
    authority: true,
    coordinator: false,
    side: "underwriters",
  },
  "Representative’s staff": { role: "representative", authority: false, coordinator: false, side: "underwriters" },
  "other underwriter": { role: "underwriter", authority: true, coordinator: false, side: "underwriters" },
  "underwriters’ counsel": { role: "underwriters_counsel", authority: true, coordinator: false, side: "underwriters" },
  accountants: { role: "accountants", authority: true, coordinator: false, side: "accountants" },
  trustee: { role: "trustee", authority: true, coordinator: false, side: "trustee" },
  "trustee’s counsel": { role: "trustee_counsel", authority: false, coordinator: false, side: "trustee" },
  "list keeper": { role: "underwriters_counsel", authority: false, coordinator: true, side: "underwriters" },
  observer: { role: "observer", authority: false, coordinator: false, side: "observers" },
};

/** Parts that stand as another does here; policy.table.ts has a row of its own for each of them. */
export const standsAs: Record<string, Member> = {
  issuer_general_counsel: "issuer’s counsel",
  guarantor: "issuer officer",
  selling_holder: "issuer officer",
  rating_agency: "observer",
  other_counsel: "observer",
  other: "observer",
};

/**
 * Of the version that an action is about. In escrow: executed and handed to its own side alone, its signature page in
 * escrow. Quarantined: refused at the door, so that there is nothing of it.
 */
export const versionStates = [
  "private of own side",
  "private of another side",
  "in escrow of own side",
  "in escrow of another side",
  "released",
  "superseded",
  "quarantined",
] as const;

/** Of the Time of Delivery: preparing; on the call with everything settled; closed; terminated. */
export const closingStates = ["open", "ready", "closed", "terminated"] as const;

export type VersionState = (typeof versionStates)[number];
export type ClosingState = (typeof closingStates)[number];

/** "not now": theirs to do, but not as things stand. "not offered": nobody may, there is no such thing. */
export type Outcome = "done" | "not now" | "forbidden" | "not there" | "not signed in" | "not offered";

type Rule = {
  /** A letter for each member, in their order: y may, - may not. */
  who: string;
  /** A letter for each state of the Time of Delivery, in their order: + can be done, x not as things stand. */
  when: string;
  /** What the wall does: nobody beyond it knows of the thing at all; or it is told only of what is on one's own side. */
  wall?: "reads";
  /** States of the version in which it cannot be done, whoever asks. */
  notWith?: readonly VersionState[];
  /** Where the version is of another side, its signature page is that of a party there: who may then. */
  whoOfAnother?: string;
  /** Whatever a participant asks where all is over is answered so before it is asked whose it was. */
  participantsWhenOver?: true;
};

//                 issuer officer, issuer’s counsel, Representative with authority, Representative’s staff, other underwriter,
//                 underwriters’ counsel, accountants, trustee, trustee’s counsel, list keeper, observer
const everyone = /*       */ "yyyyyyyyyyy";
const participants = /*   */ "yyyyyyyyyy-";
const keeper = /*         */ "---------y-";
const representative = /* */ "--y--------";
const keeperOrRepresentative = "--y------y-";
const furnisher = /*      */ "-y-------y-";
const issuerOfficer = /*  */ "y----------";

const always = "++++";
const untilOver = "++xx";
const hidden = ["private of another side", "in escrow of another side", "quarantined"] as const;
const unreleased = versionStates.filter((state) => state !== "released");
const gone = ["released", "superseded", "quarantined"] as const;

/** Why an action of the list is nobody's here. */
export const notOffered = {
  "change role": "a party has the part that the agreement gives it; another part is another party",
  "set authority": "it comes with the invitation, and goes with the membership",
  search: "screens search what they have; nothing is searched on the server",
  proof: "whoever reads the log has the proof of the whole of it; there is none of a single act to ask for",
  checkpoint: "it comes with the log, with its proof and with every export; none is signed on demand",
  "break glass": "nobody has content by office; the operator has the database, and the log shows what was changed",
} as const;

/** The thirty-nine actions that are offered. */
export const rules = {
  list: { who: everyone, when: always },
  view: { who: everyone, when: always, wall: "reads" },
  preview: { who: everyone, when: always, wall: "reads" },
  download: { who: everyone, when: always, wall: "reads" },
  upload: { who: furnisher, when: untilOver, notWith: ["quarantined"] },
  replace: { who: furnisher, when: untilOver, notWith: ["quarantined"] },
  // Carrying a version across the wall is for the side that made it.
  release: { who: participants, when: untilOver, wall: "reads", notWith: gone },
  "put in escrow": { who: participants, when: "+xxx", whoOfAnother: keeper },
  "take out of escrow": { who: participants, when: untilOver, whoOfAnother: keeper },
  comment: { who: participants, when: always },
  "read comments": { who: everyone, when: always, wall: "reads" },
  // Judgment: the Representatives decide, on the executed documents in force, once.
  sign: { who: representative, when: "+xxx", notWith: unreleased },
  withdraw: { who: representative, when: untilOver, participantsWhenOver: true },
  waive: { who: representative, when: untilOver },
  "withdraw waiver": { who: representative, when: untilOver, participantsWhenOver: true },
  "mark not applicable": { who: representative, when: untilOver },
  "add condition": { who: keeper, when: untilOver },
  "edit condition": { who: keeper, when: untilOver },
  // What something was recorded on stays.
  "remove condition": { who: keeper, when: "+xxx" },
  "reorder conditions": { who: keeper, when: untilOver },
  "set signers": { who: keeper, when: untilOver },
  "set documents": { who: keeper, when: untilOver },
  "set time of delivery": { who: keeper, when: always },
  postpone: { who: representative, when: untilOver },
  "declare ready": { who: keeperOrRepresentative, when: "+xxx" },
  "declare closing": { who: representative, when: "x+xx" },
  terminate: { who: representative, when: untilOver },
  // Into the issuer's party, and out of it: its own people with authority, since there is one.
  invite: { who: issuerOfficer, when: always },
  remove: { who: issuerOfficer, when: always },
  // A further one is the Representatives' to bring in, since there is one with authority.
  "set Representative": { who: representative, when: always },
  "view members": { who: everyone, when: always },
  // The clocks of a Time of Delivery, followed in one's own calendar.
  notifications: { who: everyone, when: always },
  stream: { who: everyone, when: always },
  "export pdf": { who: participants, when: always },
  "export zip": { who: participants, when: always },
  // The list on the screen as a file, for whoever reads the screen.
  "export xlsx": { who: everyone, when: always },
  "export csv": { who: everyone, when: always },
  "read log": { who: everyone, when: always },
  "end another’s session": { who: "-----------", when: always },
} as const satisfies Record<string, Rule>;

export type OfferedAction = keyof typeof rules;
export type CellAction = OfferedAction | keyof typeof notOffered;
export const cellActions: readonly CellAction[] = [
  ...(Object.keys(rules) as OfferedAction[]),
  ...(Object.keys(notOffered) as (keyof typeof notOffered)[]),
];

/** What is to come of it when this principal asks for this, things standing so. */
export function expected(who: Principal, action: CellAction, version: VersionState, closing: ClosingState): Outcome {
  if (action in notOffered) return "not offered";
  const place = (members as readonly string[]).indexOf(who);
  if (place < 0) return outsiders[who as Outsider];
  const rule: Rule = rules[action as OfferedAction];
  // Whose session another's is, nobody is told.
  if (action === "end another’s session") return "not there";
  if (rule.wall === "reads" && (hidden as readonly VersionState[]).includes(version)) return "not there";

  const ofAnother = version === "private of another side" || version === "in escrow of another side";
  const row = ofAnother && rule.whoOfAnother ? rule.whoOfAnother : rule.who;
  const isOver = closing === "closed" || closing === "terminated";
  const may = row[place] === "y" || (rule.participantsWhenOver && isOver && participants[place] === "y");
  if (!may) return "forbidden";
  if (rule.notWith?.includes(version)) return "not now";
  return rule.when[closingStates.indexOf(closing)] === "+" ? "done" : "not now";
}

/** Whether anything hangs on the version, for this principal; where not, one state of it stands for all seven. */
export const hangsOnVersion = (who: Principal, action: CellAction): boolean =>
  closingStates.some(
    (closing) => new Set(versionStates.map((version) => expected(who, action, version, closing))).size > 1,
  );
