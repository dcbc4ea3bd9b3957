import mammoth from "mammoth";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findActor } from "@/lib/auth/actor";
import { type ExportFormat, exportFormats, exportQuery } from "@/lib/contracts/closing-set";
import { db } from "@/lib/db/client";
import type { Actor } from "@/lib/domain/actor";
import { readParts } from "@/lib/exports/office-package";
import { anOffering } from "@/lib/testing/offering";
import { exportFile } from "./export-checklist";

let offering: Awaited<ReturnType<typeof anOffering>>;
let counsel: Actor;
let stranger: Actor;

beforeAll(async () => {
  offering = await anOffering({ rehearsal: true, conditions: [{ label: "7(b)" }, { label: "7(c)" }] });
  const other = await anOffering();
  counsel = (await findActor(offering.people.counsel.personId, offering.offeringId))!;
  stranger = (await findActor(other.people.counsel.personId, other.offeringId))!;
});
afterAll(() => db.$disconnect());

async function made(format: ExportFormat, only?: readonly string[], actor = counsel) {
  const file = await exportFile(actor, { closingId: offering.closingId, format, only });
  if (!file.ok) throw new Error(JSON.stringify(file.error));
  return { ...file.value, text: Buffer.from(file.value.bytes).toString("utf8") };
}

test.each(exportFormats)("%s is made, named for the closing and marked as a rehearsal's", async (format) => {
  const { fileName, bytes } = await made(format);
  expect(fileName).toMatch(/^REHEARSAL - Example Corp\. - Time of Delivery - [A-Z].*/);
  expect(fileName.endsWith(`.${format.split(".")[1]}`)).toBe(true);
  expect(bytes.length).toBeGreaterThan(100);
});

test("the Word checklist has every condition and the moment of its status", async () => {
  const { bytes } = await made("checklist.docx");
  const { value } = await mammoth.extractRawText({ buffer: Buffer.from(bytes) });
  for (const words of ["7(b)", "7(c)", "Document 1 of 7(c)", "Status as of ", "Form, Underwriters’ counsel: awaiting"])
    expect(value).toContain(words);
});

test.each(["checklist.csv", "checklist.docx", "checklist.xlsx"] as const)(
  "what is on the screen is what is exported: %s",
  async (format) => {
    const textOf = async (only?: readonly string[]) => {
      const { bytes, text } = await made(format, only);
      if (format === "checklist.docx") return (await mammoth.extractRawText({ buffer: Buffer.from(bytes) })).value;
      if (format === "checklist.csv") return text;
      return readParts(Buffer.from(bytes))
        .map(({ bytes: part }) => part.toString("utf8"))
        .join("\n");
    };
    const [all, shown] = [await textOf(), await textOf([offering.conditions[1]!.id])];
    expect(all).toContain("Document 1 of 7(b)");
    expect(shown).toContain("Document 1 of 7(c)");
    expect(shown).not.toContain("Document 1 of 7(b)");
    if (format !== "checklist.csv") expect(shown).toContain("1 of 2 lines are shown.");
  },
);

test("a coordinator exports the checklist as another part sees it, and it says so; nobody else does", async () => {
  const wish = { closingId: offering.closingId, format: "checklist.docx", as: "issuer" } as const;
  const file = await exportFile({ ...counsel, coordinator: true }, wish);
  if (!file.ok) throw new Error(JSON.stringify(file.error));
  const { value } = await mammoth.extractRawText({ buffer: Buffer.from(file.value.bytes) });
  expect(value).toContain("As Issuer sees it.");
  expect(await exportFile({ ...counsel, coordinator: false }, wish)).toMatchObject({ error: { code: "forbidden" } });
});

test("the working group list has each person with their firm and address", async () => {
  const { people } = offering;
  const { text } = await made("working-group.vcf");
  expect(text.match(/BEGIN:VCARD/g)).toHaveLength(4);
  expect(text.replaceAll("\r\n ", "")).toContain(`FN:${people.issuer.name}`);
  expect(text).toContain(`EMAIL;TYPE=work:${people.issuer.personId}@example.com`);
});

test("a stranger is told that nothing is there, and an observer gets no paper of the closing", async () => {
  const { closingId } = offering;
  const notThere = { ok: false, error: { code: "not-found" } };
  for (const format of exportFormats) expect(await exportFile(stranger, { closingId, format })).toEqual(notThere);
  const observer: Actor = { ...counsel, role: "observer", side: "observers", coordinator: false };
  expect(await exportFile(observer, { closingId, format: "memorandum.docx" })).toMatchObject({
    error: { code: "forbidden", action: "closing-set.export" },
  });
});

test("the address of an export says which, and what is shown; anything else is refused", () => {
  const place = { offeringId: offering.offeringId, closingId: offering.closingId };
  expect(exportQuery.parse({ ...place, format: "checklist.csv", only: "a,b" }).only).toEqual(["a", "b"]);
  expect(exportQuery.safeParse({ ...place, format: "checklist.exe" }).success).toBe(false);
  expect(exportQuery.safeParse({ ...place, format: "memorandum.docx", as: "issuer" }).success).toBe(false);
});
