import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { afterAll, afterEach, expect, test, vi } from "vitest";
import { findActor } from "@/lib/auth/actor";
import type { ActInput } from "@/lib/contracts/acts";
import { binderFileQuery } from "@/lib/contracts/binder";
import { db } from "@/lib/db/client";
import { asOnlyOne } from "@/lib/db/only-one";
import { listBinders } from "@/lib/files/binder-folder";
import { storeBytes } from "@/lib/files/store";
import { anOffering, asking } from "@/lib/testing/offering";
import { act } from "./act";
import { deliverDocument } from "./deliver-document";
import { bindWhatIsDue } from "./keep-binders";
import { readBinder } from "./read-binder";
import { viewStatus } from "./view-status";

afterEach(() => vi.useRealTimers());
afterAll(() => db.$disconnect());

type Offering = Awaited<ReturnType<typeof anOffering>>;
type Who = keyof Offering["people"];

const does = async (offering: Offering, who: Who, input: ActInput) =>
  expect(await act(asking(offering, offering.people[who]), input)).toMatchObject({ ok: true });

/** A rehearsal whose clock shows a moment of its day, the Time of Delivery being at 14:00 UTC on 11 March 2031. */
async function rehearsal(shows: string) {
  const offering = await anOffering({ rehearsal: true });
  await does(offering, "counsel", { act: "set-clock", closingId: offering.closingId, shows });
  return offering;
}

const seconds = (count: number) => vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + count * 1000 });
const causes = async ({ closingId }: Offering) => (await listBinders(closingId, 9)).map(({ cause }) => cause);

/** What somebody gets of the newest binder. */
async function got(offering: Offering, who: Who, format: "pdf" | "csv" | "json") {
  const actor = await findActor(offering.people[who].personId, offering.offeringId);
  const [newest] = await listBinders(offering.closingId, 1);
  const file = await readBinder(actor!, binderFileQuery.parse({ ...pick(offering, newest!.name, format) }));
  if (!file.ok) throw new Error(JSON.stringify(file.error));
  return file.value;
}
const pick = ({ offeringId, closingId }: Offering, binder: string, format: string) => ({
  offeringId,
  closingId,
  binder,
  format,
});

const textOf = (path: string) => execFileSync("pdftotext", ["-layout", path, "-"], { encoding: "utf8" });

test("by the rehearsal's clock: 24 hours before, an hour before, after a change, and a last time at the end", async () => {
  const offering = await rehearsal("2031-03-10T13:59:00.000Z");
  const { closingId } = offering;
  expect(await bindWhatIsDue()).toBe(0);
  seconds(61);
  expect(await bindWhatIsDue()).toBe(1);
  expect(await bindWhatIsDue()).toBe(0);
  await does(offering, "counsel", { act: "set-clock", closingId, shows: "2031-03-11T13:10:00.000Z" });
  seconds(1);
  expect(await bindWhatIsDue()).toBe(1);

  await does(offering, "counsel", {
    act: "note",
    conditionId: offering.conditions[0]!.id,
    text: "Ours.",
    shared: false,
  });
  seconds(30);
  expect(await bindWhatIsDue(), "what one side says to itself changes no paper").toBe(0);
  await does(offering, "counsel", { act: "pre-closing", closingId });
  expect(await bindWhatIsDue(), "not while more may come").toBe(0);
  seconds(30);
  expect(await bindWhatIsDue()).toBe(1);
  expect(textOf((await got(offering, "issuer", "pdf")).path)).toMatch(/Stage\s+pre closing/);

  await does(offering, "representative", { act: "terminate", closingId, ground: "Market", text: "" });
  seconds(30);
  expect(await bindWhatIsDue()).toBe(1);
  expect(textOf((await got(offering, "issuer", "pdf")).path)).toMatch(/Stage\s+terminated/);
  seconds(3600);
  expect(await bindWhatIsDue()).toBe(0);
  expect(await causes(offering)).toEqual(["change", "change", "hour-before", "day-before"]);
});

test("each side gets its own: what all share, and of drafts only those of that side; with the hashes of all of it", async () => {
  const offering = await rehearsal("2031-03-11T13:10:00.000Z");
  const deliverableId = offering.conditions[0]!.deliverables[0]!;
  const deliver = async (text: string, fileName: string, share: boolean) => {
    const file = await storeBytes(Buffer.from(text));
    const delivery = { deliverableId, file, fileName, stage: "executed" as const, share };
    const who = asking(offering, offering.people.issuerCounsel);
    expect(await deliverDocument(who, delivery)).toMatchObject({ ok: true });
    return file.sha256;
  };
  const shared = await deliver("The opinion.\n", "opinion.txt", true);
  const draft = await deliver("A draft of another.\n", "draft.txt", false);
  await does(offering, "issuerCounsel", {
    act: "note",
    conditionId: offering.conditions[0]!.id,
    text: "Ours.",
    shared: false,
  });
  seconds(30);
  expect(await bindWhatIsDue()).toBe(1);

  const logs: Record<string, string[]> = {};
  for (const who of ["counsel", "issuer"] as const) {
    const text = textOf((await got(offering, who, "pdf")).path);
    for (const words of [
      "Closing binder",
      "REHEARSAL",
      "7(c)",
      "opinion.txt",
      "What stands in the way",
      offering.people.counsel.name,
    ])
      expect(text, who).toContain(words);
    expect(text.replaceAll(/\s/g, ""), "its hash, in two lines").toContain(shared.slice(0, 32));
    expect(text, who).not.toContain("draft.txt");
    expect(text, who).not.toContain(draft.slice(0, 32));

    const [pdf, csv, json] = await Promise.all(
      (["pdf", "csv", "json"] as const).map(async (format) => readFile((await got(offering, who, format)).path)),
    );
    const hashes = JSON.parse(String(json));
    const sha256 = (bytes: Buffer | undefined) => createHash("sha256").update(bytes!).digest("hex");
    expect(hashes.files).toEqual({ "binder.pdf": sha256(pdf), "checklist.csv": sha256(csv) });
    expect(hashes.documents).toMatchObject([{ label: "7(c)", fileName: "opinion.txt", sha256: shared }]);
    logs[who] = hashes.log.map(({ compartment }: { compartment: string }) => compartment);
    const { rows } = await headOf(offering, "shared");
    expect(hashes.log).toContainEqual(expect.objectContaining({ compartment: "shared", ...rows }));
  }
  expect(logs).toEqual({ counsel: ["shared"], issuer: ["issuer", "shared"] });
  expect(String(await readFile((await got(offering, "issuer", "csv")).path))).toContain("Condition 7(c)");
});

async function headOf({ offeringId }: Offering, compartment: string) {
  const { wholeOffering } = await import("@/lib/db/offering-record");
  const { withScope } = await import("@/lib/db/scope");
  const rows = await withScope(wholeOffering(offeringId), (tx) =>
    tx.event.findFirst({
      where: { offeringId, compartment },
      orderBy: { seq: "desc" },
      select: { seq: true, hash: true },
    }),
  );
  return { rows };
}

test("the status page names the newest; a stranger, another offering's name or another name gets nothing", async () => {
  const [offering, other] = [await rehearsal("2031-03-11T13:10:00.000Z"), await anOffering()];
  await bindWhatIsDue();
  const { offeringId, closingId, people } = offering;
  const issuer = (await findActor(people.issuer.personId, offeringId))!;
  const view = await viewStatus(issuer, { closingId });
  expect(view).toMatchObject({ ok: true, value: { binders: [{ cause: "hour-before" }] } });

  const { name } = (await listBinders(closingId, 1))[0]!;
  const stranger = (await findActor(other.people.issuer.personId, other.offeringId))!;
  const notThere = { ok: false, error: { code: "not-found" } };
  const asked = { offeringId, closingId, binder: name, format: "pdf" as const };
  expect(await readBinder(issuer, asked)).toMatchObject({ ok: true });
  expect(await readBinder(stranger, asked)).toEqual(notThere);
  expect(await readBinder({ ...issuer, side: "trustee" }, asked), "a side that has no one here").toEqual(notThere);
  expect(await readBinder(issuer, { ...asked, binder: "20310311T000000000Z" })).toEqual(notThere);
  for (const binder of ["..", "../../secrets", `${name}/issuer`, ""])
    expect(binderFileQuery.safeParse({ ...asked, binder }).success, binder).toBe(false);
});

test("only one process makes them at a time", async () => {
  expect(await asOnlyOne("binders", () => bindWhatIsDue())).toBeNull();
});
