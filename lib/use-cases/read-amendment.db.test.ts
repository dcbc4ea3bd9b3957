import { randomUUID } from "node:crypto";
import { afterAll, expect, test } from "vitest";
import { captioned } from "@/lib/agreement/samples/notes";
import { db } from "@/lib/db/client";
import type { PersonId } from "@/lib/domain/ids";
import { anOffering } from "@/lib/testing/offering";
import { importAgreement, mayReadAgreement } from "./import-agreement";
import { mayReadAmendment, readAmendment } from "./read-amendment";

afterAll(() => db.$disconnect());

const bytes = new TextEncoder().encode(captioned.text);
const nobody = randomUUID() as string as PersonId;

test("an agreement is read for whoever may open an offering, and for nobody else", async () => {
  const { people } = await anOffering();
  expect(await mayReadAgreement(people.counsel.personId)).toMatchObject({ ok: true });
  for (const personId of [people.representative.personId, people.issuer.personId, nobody]) {
    expect(await mayReadAgreement(personId)).toMatchObject({ error: { code: "not-an-offering-maker" } });
  }
});

test("what is no agreement is refused with what was looked for", async () => {
  const letter = new TextEncoder().encode("Dear Sir, thank you for lunch.");
  expect(await importAgreement(nobody, { fileName: "letter.txt" }, letter)).toMatchObject({
    error: { code: "agreement-not-read", message: expect.stringContaining("Looked for") },
  });
  expect(await importAgreement(nobody, { fileName: "empty.txt" }, new Uint8Array())).toMatchObject({
    error: { code: "agreement-not-read", why: "empty-file" },
  });
});

test("an amendment is read for whoever keeps the list; to others it is refused, to strangers there is nothing", async () => {
  const { offeringId, closingId, people } = await anOffering();
  const other = await anOffering();
  const place = { offeringId, closingId, fileName: "amendment.txt" };
  expect(await mayReadAmendment(people.counsel.personId, place)).toMatchObject({ ok: true });
  expect(await mayReadAmendment(people.issuer.personId, place)).toMatchObject({ error: { code: "forbidden" } });
  expect(await mayReadAmendment(other.people.counsel.personId, place)).toMatchObject({ error: { code: "not-found" } });
  const foreign = { ...place, closingId: other.closingId };
  expect(await readAmendment(people.counsel.personId, foreign, bytes)).toMatchObject({ error: { code: "not-found" } });
  expect(await readAmendment(other.people.counsel.personId, place, bytes)).toMatchObject({
    error: { code: "not-found" },
  });
});

test("the list stands beside what the agreement has: its own line gone, those of the agreement new", async () => {
  const { offeringId, closingId, people } = await anOffering();
  const read = await readAmendment(
    people.counsel.personId,
    { offeringId, closingId, fileName: "amendment.txt" },
    bytes,
  );
  if (!read.ok) throw new Error(read.error.code);
  const changes = read.value.lines.map((line) => [
    line.change,
    line.change === "added" ? line.terms.label : line.before.label,
  ]);
  expect(changes).toContainEqual(["removed", "7(c)"]);
  expect(changes).toContainEqual(["added", "5(c)"]);
  expect(read.value).toMatchObject({ section: "5", source: { name: "amendment.txt" } });
});
