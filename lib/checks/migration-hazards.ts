/** A statement of a migration that a process of the version before might not survive, and why. */
export type Hazard = { why: string; statement: string };

type Rule = { pattern: RegExp; why: string };

/** On tables that were there before: the first bracket is the table. */
const onTables: readonly Rule[] = [
  { pattern: /^DROP TABLE (?:IF EXISTS )?"?(\w+)"?/i, why: "takes a table away" },
  { pattern: /^TRUNCATE (?:TABLE )?"?(\w+)"?/i, why: "empties a table" },
  { pattern: /^(?:UPDATE|DELETE FROM) (?:ONLY )?"?(\w+)"?/i, why: "changes rows that are there" },
  { pattern: /^LOCK (?:TABLE )?"?(\w+)"?/i, why: "locks a table" },
  { pattern: /^ALTER TABLE "?(\w+)"?\s+[^;]*\bDROP COLUMN\b/i, why: "takes a column away" },
  { pattern: /^ALTER TABLE "?(\w+)"?\s+[^;]*\bRENAME\b/i, why: "renames what is there" },
  {
    pattern: /^ALTER TABLE "?(\w+)"?\s+[^;]*\bALTER COLUMN "?\w+"?\s+(?:SET DATA )?TYPE\b/i,
    why: "changes a column's type",
  },
  { pattern: /^ALTER TABLE "?(\w+)"?\s+[^;]*\bSET NOT NULL\b/i, why: "asks for a value that older writers leave out" },
  {
    pattern: /^ALTER TABLE "?(\w+)"?\s+[^;]*\bDROP DEFAULT\b/i,
    why: "takes away a default that older writers count on",
  },
  {
    pattern: /^ALTER TABLE "?(\w+)"?\s+[^;]*\bADD (?:CONSTRAINT|CHECK|UNIQUE|PRIMARY|FOREIGN)\b/i,
    why: "constrains rows as older writers write them",
  },
  { pattern: /^CREATE UNIQUE INDEX [^;]*? ON "?(\w+)"?/i, why: "constrains rows as older writers write them" },
  { pattern: /^CREATE (?:CONSTRAINT )?TRIGGER [^;]*? ON "?(\w+)"?/i, why: "may refuse what older writers write" },
  { pattern: /^REVOKE [^;]*? ON (?:TABLE )?"?(\w+)"? FROM section_seven_app/i, why: "takes a right away" },
  { pattern: /^DROP POLICY [^;]*? ON "?(\w+)"?/i, why: "takes rows out of sight" },
];

/** On functions and types, which the version before may call. */
const onOthers: readonly Rule[] = [
  { pattern: /^DROP FUNCTION/i, why: "takes away a function that older readers may call" },
  { pattern: /^DROP TYPE/i, why: "takes a type away" },
];

const addsColumn = /ADD COLUMN\s+"?(\w+)"?\s+([^,;]*)/gi;

/**
 * Pure. What in a migration a process of the version before could fail on while it still runs, given the tables that were there. New
 * tables, new columns that may be left out, indexes and grants are no hazard.
 */
export function hazardsIn(sql: string, tablesBefore: ReadonlySet<string>): Hazard[] {
  return statementsOf(sql).flatMap((statement): Hazard[] => {
    const onOther = onOthers.filter(({ pattern }) => pattern.test(statement));
    const onTable = onTables.filter(({ pattern }) => tablesBefore.has(pattern.exec(statement)?.[1] ?? ""));
    const table = /^ALTER TABLE "?(\w+)"?/i.exec(statement)?.[1];
    const added = table && tablesBefore.has(table) ? [...statement.matchAll(addsColumn)] : [];
    const needed = added.filter(([, , rest = ""]) => /\bNOT NULL\b/i.test(rest) && !/\bDEFAULT\b/i.test(rest));
    return [
      ...[...onOther, ...onTable].map(({ why }) => ({ why, statement })),
      ...needed.map(([, column]) => ({ why: `asks older writers for "${column}"`, statement })),
    ];
  });
}

/** Pure. The tables that a migration makes. */
export const tablesMadeIn = (sql: string): string[] =>
  statementsOf(sql).flatMap((statement) => /^CREATE TABLE (?:IF NOT EXISTS )?"?(\w+)"?/i.exec(statement)?.[1] ?? []);

/** The statements of a script, without comments, bodies of functions, and line ends. */
function statementsOf(sql: string): string[] {
  return sql
    .replace(/--[^\n]*/g, "")
    .replace(/\$(\w*)\$[\s\S]*?\$\1\$/g, "BODY")
    .split(";")
    .map((statement) => statement.replace(/\s+/g, " ").trim())
    .filter(Boolean);
}
