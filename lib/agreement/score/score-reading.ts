import { localTime } from "../dates";
import { foldedName } from "../names";
import type { AgreementReading, Clause } from "../reading";

/** The parts of an answer key that are compared; a key holds more, in a person's words. */
export type AnswerKey = {
  issuer: string;
  closingTerm: string;
  agreementDate: string;
  closing: { date: string | null; time: string | null };
  conditions: {
    section: string;
    leadIn: string[];
    clauses: {
      label: string;
      kind: string;
      alsoKinds: string[];
      furnisherRole: string | null;
      timing: string | null;
      begins: string;
      limbs: { label: string }[];
    }[];
  };
  representatives: string[];
  underwriters: [string, string][];
  total: string;
  counsel: { underwriters?: string | null; company?: string[]; other?: string[] };
  accountants: string[];
  trustee: string | null;
};

/** So many right out of so many; for labels also how many were found that the key has not. */
export type Tally = { right: number; of: number; extra: number };
export const measures = [
  "section",
  "lead-in",
  "clauses",
  "limbs",
  "kind",
  "furnisher",
  "timing",
  "parties",
  "allocations",
  "closing term",
  "closing moment",
] as const;
export type Measure = (typeof measures)[number];
export type FileScore = { name: string; tallies: Record<Measure, Tally>; misses: string[] };

/** Compares one reading with its answer key. */
export function scoreReading(name: string, key: AnswerKey, reading: AgreementReading, text: string): FileScore {
  const misses: string[] = [];
  const { conditions } = reading;
  const clauses = new Map((conditions?.clauses ?? []).map((clause) => [clause.label, clause]));
  const check = (good: boolean, miss: string) => {
    if (!good) misses.push(miss);
    return good;
  };
  const one = (good: boolean, miss: string): Tally => ({ right: check(good, miss) ? 1 : 0, of: 1, extra: 0 });
  const matched = key.conditions.clauses.flatMap((wanted) => {
    const clause = clauses.get(wanted.label);
    return clause ? [{ wanted, clause }] : [];
  });
  const count = (
    rule: (pair: (typeof matched)[number]) => boolean,
    say: (pair: (typeof matched)[number]) => string,
  ): Tally => ({
    right: matched.filter((pair) => check(rule(pair), say(pair))).length,
    of: matched.length,
    extra: 0,
  });
  const timed = matched.filter(({ wanted }) => momentsWanted(wanted.timing).length > 0);
  const leadWanted = key.conditions.leadIn.map((each) =>
    each.startsWith("performance") ? "performance" : "representations-accuracy",
  );
  const leadFound = (conditions?.leadIn ?? []).map((each) => each.kind);

  return {
    name,
    misses,
    tallies: {
      section: one(
        conditions?.section === key.conditions.section,
        `section ${conditions?.section}, not ${key.conditions.section}`,
      ),
      "lead-in":
        leadWanted.length === 0 && leadFound.length === 0
          ? { right: 1, of: 1, extra: 0 }
          : compare(leadWanted.map(numbered), leadFound.map(numbered), misses, "lead-in"),
      clauses: compare(
        key.conditions.clauses
          .filter((wanted) => begins(clauses.get(wanted.label), wanted.begins, text, misses))
          .map(({ label }) => label),
        [...clauses.keys()],
        misses,
        "clause",
        key.conditions.clauses.length,
      ),
      limbs: compare(
        key.conditions.clauses.flatMap((each) => each.limbs.map(({ label }) => label)),
        [...clauses.values()].flatMap((each) => each.limbs.map(({ label }) => label)),
        misses,
        "limb",
      ),
      kind: count(
        ({ wanted, clause }) => clause.kind === wanted.kind,
        ({ wanted, clause }) => `kind of ${wanted.label} ${clause.kind}, not ${wanted.kind}`,
      ),
      furnisher: count(
        ({ wanted, clause }) => (clause.furnishedBy[0]?.role ?? null) === wanted.furnisherRole,
        ({ wanted, clause }) =>
          `furnisher of ${wanted.label} ${clause.furnishedBy[0]?.role ?? null}, not ${wanted.furnisherRole}`,
      ),
      timing: {
        right: timed.filter(({ wanted, clause }) =>
          check(
            momentsWanted(wanted.timing).every((moment) =>
              clause.timing.some((each) => sameMoment(each.moment, moment)),
            ),
            `timing of ${wanted.label} ${clause.timing.map((each) => each.moment).join(" ")}, not ${momentsWanted(wanted.timing).join(" ")}`,
          ),
        ).length,
        of: timed.length,
        extra: 0,
      },
      parties: partiesScore(key, reading, misses),
      allocations: allocationsScore(key, reading, misses),
      "closing term": one(
        reading.closing.term === key.closingTerm,
        `closing term ${reading.closing.term}, not ${key.closingTerm}`,
      ),
      "closing moment": one(
        sameClosing(key, reading),
        `closing at ${reading.closing.moments[0]?.at}, not ${key.closing.date} ${key.closing.time}`,
      ),
    },
  };
}

/** Labels wanted against labels found; what is wanted and not found, and what is found and not wanted, is a miss. */
function compare(
  wanted: readonly string[],
  found: readonly string[],
  misses: string[],
  what: string,
  of = wanted.length,
): Tally {
  const missing = wanted.filter((label) => !found.includes(label));
  const extra = found.filter((label) => !wanted.includes(label));
  for (const label of missing) misses.push(`${what} ${label} not found`);
  for (const label of extra) misses.push(`${what} ${label} found, not in the key`);
  return { right: wanted.length - missing.length, of, extra: extra.length };
}

const numbered = (kind: string, index: number) => `${index + 1} ${kind}`;
const plain = (words: string) =>
  words
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .toLowerCase();

/** Whether the text at a clause's span begins, behind its label, with the words of the key. */
function begins(clause: Clause | undefined, words: string, text: string, misses: string[]): boolean {
  if (!clause) return true;
  const label = plain(clause.label).split(" ").at(-1) ?? "";
  const at = plain(text.slice(clause.span[0], clause.span[0] + 400));
  const good =
    at.startsWith(plain(words)) ||
    at.replace(new RegExp(`^(?:section )?(?:\\w+ ){0,2}?${label} `), "").startsWith(plain(words));
  if (!good) misses.push(`clause ${clause.label} begins “${at.slice(0, 50)}”, not “${words}”`);
  return good;
}

/** The moments that a key's words on timing name for certain; other words are left to a person. */
function momentsWanted(timing: string | null): string[] {
  if (timing === null) return [];
  const moments: string[] = [];
  for (const part of timing.split(";")) {
    if (/on or after|subsequent/i.test(part)) moments.push("since");
    else if (/date of this agreement|date hereof|execution time/i.test(part) && !/business day|424|462/i.test(part))
      moments.push("agreement");
    else if (/pricing (?:agreement|prospectus)/i.test(part)) moments.push("pricing");
    else if (
      /^(?:.*: )?\s*(?:on or prior to the |prior to the |each |applicable )?(?:option )?(?:time of delivery|closing date)\s*$/i.test(
        part,
      )
    )
      moments.push("closing");
  }
  return moments;
}

function sameMoment(found: string, wanted: string): boolean {
  if (wanted === "closing") return found === "time-of-delivery" || found === "each-time-of-delivery";
  if (wanted === "since") return found === "since-pricing-date" || found === "since-disclosure-date";
  if (wanted === "agreement") return found === "agreement-date" || found === "pricing-date";
  return found === "pricing-date" || found === "agreement-date";
}

function partiesScore(key: AnswerKey, reading: AgreementReading, misses: string[]): Tally {
  const bare = (name: string) => name.replace(/\s*\((?!USA).*$/, "").replace(/,? Esq\.?$/, "");
  const wanted: [string, string][] = [
    ["issuer", key.issuer],
    ...key.representatives.map((name): [string, string] => ["representative", name]),
    ...(key.counsel.underwriters ? [["underwriters_counsel", key.counsel.underwriters] as [string, string]] : []),
    ...(key.counsel.company ?? []).map((name): [string, string] => [
      /general counsel/i.test(name) ? "issuer_general_counsel" : "issuer_counsel",
      name,
    ]),
    ...(key.counsel.other ?? []).map((name): [string, string] => ["other_counsel", name]),
    ...key.accountants.map((name): [string, string] => ["accountants", name]),
    ...(key.trustee ? [["trustee", key.trustee] as [string, string]] : []),
  ];
  const right = wanted.filter(([role, name]) => {
    const good = reading.parties.some((each) => each.role === role && foldedName(each.name) === foldedName(bare(name)));
    if (!good) misses.push(`party ${role} ${name} not found`);
    return good;
  }).length;
  return { right, of: wanted.length, extra: 0 };
}

function allocationsScore(key: AnswerKey, reading: AgreementReading, misses: string[]): Tally {
  const figure = (words: string) => (/[\d,]{4,}/.exec(words)?.[0] ?? "").replace(/,/g, "");
  const { lines, total } = reading.allocations;
  const right = key.underwriters.filter(([name, amount], index) => {
    const line = lines[index];
    const good =
      line !== undefined && foldedName(line.underwriter) === foldedName(name) && line.amount === figure(amount);
    if (!good) misses.push(`allocation ${name} ${amount}, found ${line?.underwriter} ${line?.amount}`);
    return good;
  }).length;
  const totalRight = total === figure(key.total);
  if (!totalRight) misses.push(`total ${total}, not ${key.total}`);
  return {
    right: right + (totalRight ? 1 : 0),
    of: key.underwriters.length + 1,
    extra: Math.max(0, lines.length - key.underwriters.length),
  };
}

function sameClosing(key: AnswerKey, reading: AgreementReading): boolean {
  const at = reading.closing.moments[0]?.at ?? null;
  if (key.closing.date === null) return at === null;
  if (at === null || !at.startsWith(key.closing.date)) return false;
  const time = key.closing.time === null ? null : localTime(key.closing.time);
  return (
    time === null ||
    at.slice(11, 16) === `${String(time.hour).padStart(2, "0")}:${String(time.minute).padStart(2, "0")}`
  );
}
