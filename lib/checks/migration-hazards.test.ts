import { expect, test } from "vitest";
import { listMigrations, schemaDrift } from "@/prisma/migrate";
import { hazardsIn, tablesMadeIn } from "./migration-hazards";

/**
 * While a new version starts, processes of the one before still serve: what a migration changes must not fail them. A statement that
 * could is listed here with the reason why it does not, or with what whoever deploys it has to do first.
 */
const lookedAt: Record<string, string> = {
  "DROP FUNCTION invitation_by_token(text)":
    "Made anew in the same transaction, with every column that it had and two more; older readers name the columns that they want.",
};

test("no migration since the first fails a process of the version before", () => {
  const [first, ...later] = listMigrations();
  const tables = new Set(tablesMadeIn(first?.sql ?? ""));
  const found = later.flatMap(({ name, sql }) => {
    const hazards = hazardsIn(sql, tables).map(({ why, statement }) => ({ name, why, statement }));
    for (const table of tablesMadeIn(sql)) tables.add(table);
    return hazards;
  });
  expect(found.filter(({ statement }) => !(statement in lookedAt))).toEqual([]);
  expect(Object.keys(lookedAt).filter((statement) => !found.some((one) => one.statement === statement))).toEqual([]);
  console.log(`${later.length} migrations after the first looked at`);
  expect(later.length).toBeGreaterThanOrEqual(9);
});

test("the newest migration led to the schema as it is, also after two were written beside each other", () => {
  expect(schemaDrift()).toBeUndefined();
});

const refused = [
  'DROP TABLE "Old"',
  'TRUNCATE "Old"',
  `UPDATE "Old" SET "a" = 'b' WHERE true`,
  'DELETE FROM "Old"',
  'LOCK TABLE "Old" IN EXCLUSIVE MODE',
  'ALTER TABLE "Old" DROP COLUMN "a"',
  'ALTER TABLE "Old" ADD COLUMN "b" TEXT, DROP COLUMN "a"',
  'ALTER TABLE "Old" RENAME TO "New"',
  'ALTER TABLE "Old" RENAME COLUMN "a" TO "b"',
  'ALTER TABLE "Old" ALTER COLUMN "a" SET DATA TYPE INTEGER',
  'ALTER TABLE "Old" ALTER COLUMN "a" TYPE INTEGER',
  'ALTER TABLE "Old" ALTER COLUMN "a" SET NOT NULL',
  'ALTER TABLE "Old" ALTER COLUMN "a" DROP DEFAULT',
  'ALTER TABLE "Old" ADD COLUMN "b" TEXT NOT NULL',
  'ALTER TABLE "Old" ADD COLUMN "c" TEXT DEFAULT \'x\', ADD COLUMN "b" TEXT NOT NULL',
  'ALTER TABLE "Old" ADD CONSTRAINT "x" CHECK ("a" > 0)',
  'CREATE UNIQUE INDEX "x" ON "Old" ("a")',
  'CREATE TRIGGER x BEFORE INSERT ON "Old" FOR EACH ROW EXECUTE FUNCTION y()',
  'REVOKE UPDATE ON "Old" FROM section_seven_app',
  'DROP POLICY x ON "Old"',
  "DROP FUNCTION x(text)",
  "DROP TYPE x",
];

test.each(refused)("found: %s", (statement) => {
  expect(hazardsIn(`-- Why.\n${statement};\n`, new Set(["Old"]))).toHaveLength(1);
});

const harmless = [
  'CREATE TABLE "New" ("a" TEXT NOT NULL)',
  'ALTER TABLE "New" ADD CONSTRAINT "x" FOREIGN KEY ("a") REFERENCES "Old"("a")',
  'CREATE UNIQUE INDEX "x" ON "New" ("a")',
  'ALTER TABLE "Old" ADD COLUMN "b" TEXT',
  'ALTER TABLE "Old" ADD COLUMN "b" TEXT NOT NULL DEFAULT \'\'',
  'CREATE INDEX "x" ON "Old" ("a")',
  'DROP INDEX "x"',
  'GRANT SELECT ON "Old" TO section_seven_app',
  'CREATE FUNCTION x() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN DELETE FROM "Old"; END $$',
];

test.each(harmless)("let through: %s", (statement) => {
  expect(hazardsIn(`${statement};`, new Set(["Old"]))).toEqual([]);
});
