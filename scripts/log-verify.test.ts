import { spawnSync } from "node:child_process";
import { createHash, webcrypto } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { leafHash, Tree } from "@/lib/log/merkle";
import { bundleText, type Pick, type Sample, sampleLog, sampleOrigin, tamperings } from "@/lib/testing/log-bundle";
import { proved, times } from "@/lib/testing/proved";

type Report = { held: string[]; notes: string[]; faults: { where: string; message: string }[] };
type Tools = { newHash: unknown; subtle: unknown };
type Verifier = {
  verifyExport(text: string, tools: Tools, known?: unknown[]): Promise<Report | null>;
  checkpointsIn(text: string): { origin: string; size: number }[];
  rootsOf(newHash: unknown, leaves: string[]): Uint8Array[];
};

const [begins, ends] = ["// ---- the log verifier begins ----\n", "// ---- the log verifier ends ----\n"];
const between = (file: string) => {
  const text = readFileSync(file, "utf8");
  return text.slice(text.indexOf(begins), text.indexOf(ends));
};
const script = "scripts/log-verify.mjs";

// Run as a browser would run it: with nothing from Node in reach but what is handed in.
const verifier = new Function(`${between(script)}; return logVerifier;`)() as Verifier;
const newHash = () => {
  const hash = createHash("sha256");
  return { update: (bytes: Uint8Array) => void hash.update(bytes), hex: () => hash.digest("hex") };
};
const tools = { newHash, subtle: webcrypto.subtle };
const verify = (text: string, kept: string | null) =>
  verifier.verifyExport(text, tools, kept === null ? [] : verifier.checkpointsIn(kept));

const folder = mkdtempSync(join(tmpdir(), "log-verify-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** The script itself, on files, as anyone runs it. */
function run(text: string, kept: string | null, ...more: string[]) {
  const [file, keptFile] = [join(folder, "log.json"), join(folder, "kept.txt")];
  writeFileSync(file, text);
  if (kept !== null) writeFileSync(keptFile, kept);
  const words = [script, file, ...(kept === null ? [] : ["--checkpoint", keptFile]), ...more];
  return spawnSync(process.execPath, words, { encoding: "utf8" });
}

test("one verifier: the same in the closing set's script and in the offline page", () => {
  expect(between(script).length).toBeGreaterThan(5_000);
  for (const file of ["scripts/closing-set-verify.mjs", "public/verify.html"])
    expect(between(file)).toBe(between(script));
  expect(between(script)).not.toMatch(/import |require\(|fetch\(/);
});

test("its tree is the log's", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "grapheme" }), { maxLength: 60 }), (leaves) => {
      const tree = new Tree(leaves.map(leafHash));
      const roots = verifier.rootsOf(newHash, leaves);
      for (let size = 0; size <= leaves.length; size++)
        expect(Buffer.from(roots[size]!)).toEqual(Buffer.from(tree.root(size)));
    }),
  );
});

const sample = sampleLog(12, 9, 6);

test("an untouched log holds, alone and with what was kept of it", () => {
  const alone = run(bundleText(sample.bundle), null);
  expect(alone.stderr).toBe("");
  expect([alone.status, alone.stdout]).toEqual([0, expect.stringContaining("All holds.")]);
  expect(alone.stdout).toContain("12 events, none changed, removed, added or moved; 12 checkpoints.");
  const held = run(bundleText(sample.bundle), sample.kept);
  expect([held.status, held.stdout]).toEqual([
    0,
    expect.stringContaining("begins with all of the checkpoint that you kept, of 9"),
  ]);
  // What was kept may be an earlier export.
  expect(run(bundleText(sample.bundle), bundleText(sampleLog(8, 8, 6).bundle)).status).toBe(0);
});

test("what is no log, and a wrong use, are told apart from a log that does not hold", () => {
  for (const text of ["", "{}", "[]", '{"format":"section-seven/log/2"}']) expect(run(text, null).status, text).toBe(2);
  expect(run(bundleText(sample.bundle), "no checkpoint").status).toBe(2);
  expect(spawnSync(process.execPath, [script]).status).toBe(2);
  expect(JSON.parse(run(bundleText(sample.bundle), null, "--json").stdout)).toMatchObject({ holds: true, faults: [] });
});

describe("the script finds, holding one old checkpoint,", () => {
  test.each(Object.keys(tamperings))("%s", (kind) => {
    // Both ways of doing it, where there are two.
    for (const way of [0, 1]) {
      const text = tamperings[kind]!(sample, (below) => Math.min(way, below - 1));
      expect(text).not.toBe(bundleText(sample.bundle));
      const { status, stdout } = run(text, sample.kept);
      expect([status, stdout]).toEqual([1, expect.stringContaining("FAULT")]);
    }
  });
});

test("the fourteen are fourteen", () => {
  expect(Object.keys(tamperings)).toHaveLength(14);
});

test("it says what it is: fork, rewind, replay, another log, a key at the wrong time", async () => {
  const said = async (kind: string, way: number) => {
    const text = tamperings[kind]!(sample, (below) => Math.min(way, below - 1));
    return (await verify(text, sample.kept))?.faults.map(({ message }) => message).join("\n");
  };
  expect(await said("fork", 0)).toMatch(/the log was forked/);
  expect(await said("rewind", 0)).toMatch(/the log was cut or wound back/);
  expect(await said("old checkpoint replayed as new", 1)).toMatch(/an old one was passed off as new/);
  expect(await said("wrong origin", 1)).toMatch(/is of another log, section-seven\//);
  expect(await said("duplicate key in JSON", 0)).toMatch(/a name stands twice/);
  expect(await said("number that is not canonical", 0)).toMatch(/a number or text is written otherwise/);
  expect(await said("key not yet valid", 0)).toMatch(/a key that was not yet valid at 1 events/);
  expect(await said("key no longer valid", 0)).toMatch(/a key that was no longer valid at 6 events/);
});

test("a new key for which the one before does not vouch is found without anything kept", async () => {
  const [log] = sample.bundle.logs;
  const leaves = log!.leaves.map((leaf) => leaf.replace(/"signature":"..../, '"signature":"AAAA'));
  const report = await verify(bundleText({ ...sample.bundle, logs: [{ ...log!, leaves }] }), null);
  expect(report?.faults.map(({ message }) => message)).toContain(
    "It names a new key for which the key before it does not vouch.",
  );
});

test("a checkpoint of another log is none of this one's", async () => {
  const report = await verify(bundleText(sample.bundle), sample.kept.replaceAll(sampleOrigin, `${sampleOrigin}-2`));
  expect(report?.faults).toHaveLength(1);
});

/** How many random logs each kind is tried on: so many here, a thousand with PROVE=1, and as many as one likes with PROVE_LOGS. */
const seed = Number(process.env.PROVE_SEED || Date.now() % 2 ** 31);
const logs = Number(process.env.PROVE_LOGS || times(50, 1000));

test(`${Object.keys(tamperings).length} kinds on ${logs} random logs each: all found, and no false alarm`, async () => {
  let [found, alarms, checked] = [0, 0, 0];
  const about = fc.record({
    size: fc.integer({ min: 5, max: 40 }),
    kept: fc.nat(),
    rotated: fc.nat(),
    choices: fc.infiniteStream(fc.nat()),
  });
  for (const { size, kept, rotated, choices } of fc.sample(about, { numRuns: logs, seed })) {
    const keptSize = 4 + (kept % (size - 3));
    const drawn = sampleLog(size, keptSize, 3 + (rotated % (size - 2)));
    const pick: Pick = (below) => Number(choices.next().value) % below;
    checked++;
    if ((await verify(bundleText(drawn.bundle), drawn.kept))?.faults.length !== 0) alarms++;
    for (const [kind, tamper] of Object.entries(tamperings)) {
      const report = await verify(tamper(drawn, pick), drawn.kept);
      expect(report?.faults.length, `${kind}, ${describeSample(drawn)}, PROVE_SEED=${seed}`).toBeGreaterThan(0);
      found++;
    }
  }
  const kinds = Object.keys(tamperings).length;
  proved(
    "18",
    `${kinds} kinds of tampering on ${logs} random logs each: ${found} found, ${alarms} false alarms in ${checked}`,
  );
  expect(found).toBe(14 * logs);
  expect(found).toBeGreaterThanOrEqual(700);
  expect(alarms).toBe(0);
}, 3_600_000);

const describeSample = ({ size, keptSize, rotatedAt }: Sample) =>
  `${size} events, kept ${keptSize}, key at ${rotatedAt}`;
