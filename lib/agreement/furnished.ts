import type { ConditionKind } from "@/lib/domain/kind";
import type { PartyRole } from "@/lib/domain/role";
import { counselMentions } from "./counsel";
import { nameAfter, nameBefore } from "./names";
import type { NamedPart } from "./reading";

/** What the rest of the agreement says of its parties, for the clauses that name them only by a defined term. */
export type KnownParties = {
  issuerNames: readonly string[];
  /** The one firm that the agreement names for a part, used where a clause gives the part alone. */
  single: ReadonlyMap<PartyRole, string>;
  /** Defined terms of firms, in small letters: `underwriters' counsel`. */
  terms: ReadonlyMap<string, NamedPart>;
};

const accountants =
  /\b(?:independent\s+(?:registered\s+)?(?:certified\s+)?(?:public\s+)?(?:account(?:ants?|ing firms?)|auditors?)|(?:certified|registered|independent) public account(?:ants?|ing firms?)|public accounting firms?|accounting firms?|independent account(?:ants?|ing firm)|independent auditors?|auditors?|accountants?)\b/i;
const accountingFirms =
  /\b(?:Ernst & Young(?: Accountants)?(?: LLP| L\.L\.P\.)?|KPMG(?: Peat Marwick)?(?: LLP| AG| Inc\.)?|Deloitte(?: &| and) Touche(?: LLP)?|Deloitte LLP|PricewaterhouseCoopers(?: LLP| AG)?|Price Waterhouse(?: LLP)?|Arthur Andersen(?: LLP| & Co\.)?|Coopers & Lybrand(?: LLP| L\.L\.P\.)?|BDO(?: Seidman| USA)?,?(?: LLP| P\.C\.)?|Grant Thornton(?: LLP)?|McGladrey(?: & Pullen)?,?(?: LLP)?|RSM US LLP|Crowe(?: Horwath| Chizek)?(?: LLP)?|Marcum LLP|Moss Adams LLP|EisnerAmper LLP|WithumSmith\+Brown,? PC|Baker Tilly(?: US| Virchow Krause)?,? LLP|CohnReznick LLP|Mayer Hoffman McCann P\.C\.|Ham, Langston & Brezina,? L\.?L\.?P\.?)/;

/** Who must furnish what a clause calls for; empty where it calls for a fact and not for a paper. */
export function furnishedBy(
  kind: ConditionKind,
  flow: string,
  from: number,
  to: number,
  known: KnownParties,
): NamedPart[] {
  const head = flow.slice(from, Math.min(to, from + 1400));
  switch (kind) {
    case "opinion":
      return opinionGivers(flow, from, to, known);
    case "comfort-letter":
      return comfortGivers(flow, from, Math.min(to, from + 1400), known);
    case "officers-certificate":
      return [part(certifier(head, "issuer"), known)];
    case "certificate":
      return [
        part(
          /\btrustee\b/i.test(head.slice(0, 300)) && !/\bcompany\b/i.test(head.slice(0, 200))
            ? "trustee"
            : certifier(head, "issuer"),
          known,
        ),
      ];
    case "filing":
    case "listing":
    case "lock-up":
      return [part("issuer", known)];
    case "consent":
    case "mechanics":
    case "performance":
    case "other": {
      const role = doer(head);
      return role === null ? [] : [part(role, known)];
    }
    case "no-adverse-change":
    case "no-downgrade":
    case "market-out": {
      const certificate =
        /\bshall have (?:received|furnished|delivered)\b[^.;]{0,80}\bcertificates?\b|\bcertificates?\b[^.;]{0,80}\b(?:signed|executed) by\b/i.exec(
          flow.slice(from, to),
        );
      return certificate ? [part(certifier(flow.slice(from, to), "issuer"), known)] : [];
    }
    case "representations-accuracy":
      return [];
  }
}

function part(role: PartyRole, known: KnownParties): NamedPart {
  return { role, name: known.single.get(role) ?? null };
}

/** All who give an opinion. Counsel who only receive it or pass upon its form give none. */
function opinionGivers(flow: string, from: number, to: number, known: KnownParties): NamedPart[] {
  const end = Math.min(to, from + 900);
  const givers: NamedPart[] = [];
  for (const mention of counselMentions(flow, from, end, known.issuerNames)) {
    const before = flow.slice(Math.max(from, mention.start - 70), mention.start);
    if (passive.test(before) && givers.length > 0) continue;
    if (receiving.test(before) || satisfied.test(before)) continue;
    const same = givers.find(
      (each) =>
        each.role === mention.role && (each.name === mention.name || mention.name === null || each.name === null),
    );
    if (same) same.name ??= mention.name;
    else if (givers.length === 0 || joined.test(before) || mention.name !== null)
      givers.push({ role: mention.role, name: mention.name });
  }
  if (givers.length === 0) {
    const term = termIn(flow.slice(from, end), known);
    if (term) givers.push(term);
  }
  if (givers.length === 0) {
    const named = /\bopinions?\b[^.;]{0,60}?\b(?:of|from)\s+(?:the\s+)?/i.exec(flow.slice(from, end));
    const name = named ? nameAfter(flow, from + named.index + named[0].length, end) : null;
    if (name) givers.push({ role: "other_counsel", name: name.text });
  }
  return givers.map(({ role, name }) => ({
    role,
    name: name ?? (givers.length === 1 ? giverNamed(flow, from, end) : null) ?? known.single.get(role) ?? null,
  }));
}

const receiving =
  /\b(?:furnished to|delivered to|addressed to|to|given to|upon)\s+(?:the\s+)?(?:Representatives?|Underwriters?|you|Initial Purchasers?|Agents?|Managers?|Purchasers?)?(?:\s+and)?(?:\s+to)?(?:\s+the)?\s*$/i;
const satisfied =
  /\b(?:satisfactory|acceptable|agreed|approved|requested)(?: in form and substance)? (?:to|by|with)\b[^.;]{0,60}$|\b(?:may|shall) rely\b[^.;]{0,60}$/i;
const passive = /\b(?:relied|rely|relying)\b[^.]{0,60}$/i;
const joined = /\b(?:and|or|,|\(\w{1,4}\))\s*(?:\(?\w{1,4}\)\s*)?(?:the\s+)?(?:opinions?\s+of\s+)?$/i;

function termIn(head: string, known: KnownParties): NamedPart | null {
  const lower = head.toLowerCase();
  let first: { at: number; part: NamedPart } | null = null;
  for (const [term, named] of known.terms) {
    const at = lower.indexOf(term);
    if (at >= 0 && (first === null || at < first.at)) first = { at, part: named };
  }
  return first?.part ?? null;
}

function comfortGivers(flow: string, from: number, to: number, known: KnownParties): NamedPart[] {
  const names: string[] = [];
  const add = (name: string) => {
    if (!names.some((each) => each.includes(name) || name.includes(each))) names.push(name);
  };
  for (const { text } of accountantsNamed(flow, from, to)) add(text);
  const letter = names.length === 0 ? letterWriter(flow, from, to) : null;
  if (letter !== null) add(letter);
  if (names.length === 0) return [part("accountants", known)];
  return names.map((name) => ({ role: "accountants", name }));
}

/** A firm that gives its opinion "as counsel" without the name beside that word: "NAME shall have furnished", "caused NAME to furnish". */
function giverNamed(flow: string, from: number, to: number): string | null {
  const text = flow.slice(from, to);
  const subject = /,?\s+shall have (?:furnished|delivered)\b/.exec(text);
  const before = subject ? nameBefore(flow, from + subject.index, from) : null;
  if (before && firmName.test(before.text)) return before.text;
  const caused = /\b(?:caused|received from)\s+/i.exec(text);
  const after = caused ? nameAfter(flow, from + caused.index + caused[0].length, to) : null;
  return after && firmName.test(after.text) ? after.text : null;
}

/** Who writes a letter that only a name tells: "a letter from NAME", "caused NAME to furnish", "NAME shall have furnished". */
function letterWriter(flow: string, from: number, to: number): string | null {
  const text = flow.slice(from, to);
  const forms = [
    /\bletters?\b[^.;]{0,120}?\b(?:from|of)\s+/i,
    /\breceived from\s+/i,
    /\bcaused\s+/i,
    /\bdelivered by\s+/i,
  ];
  for (const form of forms) {
    const match = form.exec(text);
    const name = match ? nameAfter(flow, from + match.index + match[0].length, to) : null;
    if (name && firmName.test(name.text)) return name.text;
  }
  const subject = /\s+shall have (?:furnished|delivered)\b/.exec(text);
  const name = subject ? nameBefore(flow, from + subject.index, from) : null;
  return name && firmName.test(name.text) ? name.text : null;
}

const firmName = /\b(?:LLP|L\.L\.P\.|P\.C\.|PLLC|PC|LLC|P\.A\.|AG|Ltd|Limited|S\.p\.A\.|Co\.|Company)\b|&/;

/** Accounting firms named between two offsets: by what they are said to be, or because everyone knows them. */
export function accountantsNamed(flow: string, from: number, to: number): { text: string; at: number }[] {
  const text = flow.slice(from, to);
  const found: { text: string; at: number }[] = [];
  const known = new RegExp(accountingFirms.source, "g");
  for (let match = known.exec(text); match; match = known.exec(text))
    found.push({ text: match[0], at: from + match.index });
  if (found.length > 0) return found;
  const said = new RegExp(accountants.source, "gi");
  for (let match = said.exec(text); match; match = said.exec(text)) {
    const before = flow.slice(Math.max(from, from + match.index - 60), from + match.index);
    const apposition = /,\s*(?:an?|the|its|their|as|who are|which is)?\s*(?:Company's|[\w']+'s|\w+)?\s*$/.exec(before);
    const name = apposition ? nameBefore(flow, from + match.index - apposition[0].length, from) : null;
    if (
      name &&
      /\b(?:LLP|L\.L\.P\.|P\.C\.|PLLC|PC|LLC|P\.A\.|AG|Ltd|Limited|S\.p\.A\.|Co\.|Company)\b|&/.test(name.text)
    )
      found.push({ text: name.text, at: name.start });
  }
  return found;
}

/** Whose officers sign. */
function certifier(head: string, usual: PartyRole): PartyRole {
  const near = head.slice(0, 500);
  if (
    /\b(?:selling (?:stock|share|security)?\s?holders?|forward (?:seller|counterpart))/i.test(near) &&
    !/\b(?:company|issuers?|corporation|partnership)\b[^.;]{0,200}\bcertificate|\bcertificates?\b[^.;]{0,120}\b(?:of|by|from)\b[^.;]{0,60}\b(?:company|issuers?|corporation|partnership)\b/i.test(
      near,
    )
  )
    return "selling_holder";
  if (
    /\bcertificates?\b[^.;]{0,80}\b(?:of|from|by)\s+(?:an? |the )?(?:\w+ ){0,3}(?:of )?(?:the )?trustee\b/i.test(
      near,
    ) &&
    !/\bof (?:the |each )?(?:company|issuers?|corporation|partnership|depositor)\b/i.test(near)
  )
    return "trustee";
  if (
    /\bcertificates?\b[^.;]{0,60}\bof (?:the |each )?guarantors?\b/i.test(near) &&
    !/\b(?:company|issuers?)\b/i.test(near)
  )
    return "guarantor";
  return usual;
}

/** Who must have done what a clause asks, by its subject. */
function doer(head: string): PartyRole | null {
  const near = head.slice(0, 420);
  const verb = /\s(?:shall|will|must) (?:not )?have\b/i.exec(near);
  const subject = verb
    ? (near
        .slice(0, verb.index)
        .split(/[.;:]\s/)
        .at(-1) ?? "")
    : "";
  const from =
    /\bfrom (?:the |each )?(company|issuers?|partnership|trust|depositor|fund|seller|servicer|trustee|selling (?:stock|share)?holders?|guarantors?|dtc|each)/i.exec(
      near,
    )?.[1];
  if (
    /\b(?:company|issuers?|corporation|partnership|depositor|fund|registrant|transaction entities|bank)\b/i.test(
      subject,
    )
  )
    return "issuer";
  if (/\bselling\b/i.test(subject)) return "selling_holder";
  if (/\bguarantors?\b/i.test(subject)) return "guarantor";
  if (/\btrustee\b/i.test(subject)) return "trustee";
  if (/\b(?:DTC|depository|FINRA|NASD|commission|rating agenc)/i.test(subject)) return "other";
  if (
    /\b(?:executed|signed|delivered)(?: and delivered)? by\b[^.;]{0,80}\b(?:company|issuers?|partnership|depositor)\b/i.test(
      near,
    )
  )
    return "issuer";
  if (from) {
    if (/trustee/i.test(from)) return "trustee";
    if (/selling/i.test(from)) return "selling_holder";
    if (/guarantor/i.test(from)) return "guarantor";
    if (/dtc/i.test(from)) return "other";
    return "issuer";
  }
  if (/\b(?:such|further|additional|other)\b[^.;]{0,80}\b(?:documents|certificates|information|papers)\b/i.test(near))
    return "issuer";
  if (/\bFINRA\b|\bNASD\b/i.test(near)) return "other";
  if (/\b(?:subject to|shall have (?:been )?(?:received|furnished|delivered))\b/i.test(near)) return "other";
  return null;
}

/** To whom a clause's paper goes, as the words say. */
export function furnishedTo(flow: string, from: number, to: number): PartyRole[] {
  const head = flow.slice(from, Math.min(to, from + 900));
  const roles: PartyRole[] = [];
  const add = (role: PartyRole) => {
    if (!roles.includes(role)) roles.push(role);
  };
  const received =
    /\b(Representatives?|Underwriters?|Initial Purchasers?|Purchasers?|Managers?|Agents?|Placement Agents?|Dealers?|you)\b[^.;]{0,60}\b(?:shall|will) have (?:been furnished|received)/i.exec(
      head,
    );
  if (received) add(receiver(received[1]!));
  const given =
    /\b(?:furnish(?:ed)?|deliver(?:ed)?|provide[d]?|addressed|given|caused to be (?:furnished|delivered))\b(?:\s+to\b|\s+|[^.;]{0,60}?\bto\b\s+)(?:each of\s+)?(?:the\s+|all\s+)?(?:several\s+)?(Representatives?|Underwriters?|Initial Purchasers?|Purchasers?|Managers?|Agents?|Placement Agents?|Dealers?|you|Company|Issuers?|Trustee|Depositor)\b/gi;
  for (let match = given.exec(head); match; match = given.exec(head)) add(receiver(match[1]!));
  const order: PartyRole[] = ["issuer", "trustee", "representative", "underwriter"];
  return roles.sort((a, b) => order.indexOf(a) - order.indexOf(b));
}

function receiver(word: string): PartyRole {
  if (/^(?:company|issuer|depositor)/i.test(word)) return "issuer";
  if (/^trustee/i.test(word)) return "trustee";
  return /^(?:representative|you)/i.test(word) ? "representative" : "underwriter";
}
