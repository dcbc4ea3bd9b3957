import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

/** The requirements of levels 1 and 2 of ASVS 5.0.0, chapter by chapter, without V17 (WebRTC): how many of each section there are. */
const sections: Record<string, number | readonly number[]> = {
  ...{ "1.1": 2, "1.2": 9, "1.3": 11, "1.4": 3, "1.5": 2 },
  ...{ "2.1": 3, "2.2": 3, "2.3": 4, "2.4": 1 },
  ...{ "3.2": 2, "3.3": 4, "3.4": 6, "3.5": 5, "3.7": 2 },
  ...{ "4.1": 3, "4.2": 1, "4.3": 2, "4.4": 4 },
  ...{ "5.1": 1, "5.2": 3, "5.3": 2, "5.4": 3 },
  ...{ "6.1": 3, "6.2": 12, "6.3": 4, "6.4": 4, "6.5": 5, "6.6": 3, "6.8": 4 },
  ...{ "7.1": 3, "7.2": 4, "7.3": 2, "7.4": 5, "7.5": 2, "7.6": 2 },
  ...{ "8.1": 2, "8.2": 3, "8.3": 1, "8.4": 1 },
  ...{ "9.1": 3, "9.2": 4 },
  ...{ "10.1": 2, "10.2": 2, "10.3": 4, "10.4": 11, "10.5": 5, "10.6": 2, "10.7": 3 },
  ...{ "11.1": 2, "11.2": 3, "11.3": 3, "11.4": 4, "11.5": 1, "11.6": 1 },
  ...{ "12.1": 3, "12.2": 2, "12.3": 4 },
  ...{ "13.1": 1, "13.2": 5, "13.3": 2, "13.4": 5 },
  ...{ "14.1": 2, "14.2": 4, "14.3": 3 },
  ...{ "15.1": 3, "15.2": 3, "15.3": 7 },
  ...{ "16.1": 1, "16.2": 5, "16.3": 4, "16.4": 3, "16.5": 3 },
};
const required = Object.entries(sections).flatMap(([section, count]) =>
  Array.from({ length: Number(count) }, (_, place) => `${section}.${place + 1}`),
);

const page = readFileSync("docs/asvs.md", "utf8");
const kinds = ["test", "set up so", "installer", "not applicable", "not met"] as const;

const answers = [...page.matchAll(/^\| (\d+\.\d+\.\d+) \| ([^|]+) \| \**([a-z ]+?)\** \| ([^|]+) \|$/gm)].map(
  ([, id = "", asks = "", kind = "", answer = ""]) => ({ id, asks, kind, answer }),
);
const filesIn = (answer: string) =>
  [...answer.matchAll(/`((?:[a-z0-9-]+\/)*[a-z0-9.-]+\.(?:tsx?|mjs|json))`/g)].map(([, file = ""]) => file);
const pagesIn = (answer: string) => [...answer.matchAll(/\]\(([a-z-]+\.md)\)/g)].map(([, file]) => `docs/${file}`);
/** Parts of this page or of another that are named by their title. */
const partsIn = (answer: string) => [
  ...[...answer.matchAll(/\*([A-Z][a-z ]+)\* below/g)].map(([, title]) => ({ text: page, title })),
  ...[...answer.matchAll(/\*([A-Z][a-z ]+)\* in \[[^\]]+\]\(([a-z-]+\.md)\)/g)].map(([, title, file]) => ({
    text: readFileSync(`docs/${file}`, "utf8"),
    title,
  })),
];

test("every requirement of level 2 is answered once, in words", () => {
  expect(answers.map(({ id }) => id)).toEqual(required);
  expect(answers.filter(({ kind }) => !(kinds as readonly string[]).includes(kind))).toEqual([]);
  console.log(`${answers.length} of ${required.length} requirements answered`);
  expect(answers).toHaveLength(246);
});

test("what is said to be tested names a test, and every file and page that is named is there", () => {
  for (const { id, kind, answer } of answers) {
    const files = [...filesIn(answer), ...pagesIn(answer)];
    for (const file of files) expect(existsSync(file), `${id}: ${file}`).toBe(true);
    if (kind === "test")
      expect(
        files.some((file) => /\.(test|spec)\.ts$/.test(file)),
        id,
      ).toBe(true);
    if (kind === "set up so") expect(files.length + partsIn(answer).length, id).toBeGreaterThan(0);
    if (kind === "installer") expect(files, id).toContain("docs/running.md");
    for (const { text, title } of partsIn(answer))
      expect(text, `${id}: ${title}`).toMatch(new RegExp(`(## |\\*\\*)${title}`));
  }
});

test("the page counts its answers rightly, and no more of them are open than were", () => {
  const counts = Object.fromEntries(
    kinds.map((kind) => [kind, answers.filter((answer) => answer.kind === kind).length]),
  );
  for (const [kind, count] of Object.entries(counts))
    expect(page, kind).toMatch(new RegExp(`^\\| \\**${kind}\\** \\| ${count} \\| `, "m"));
  expect(counts.test).toBeGreaterThanOrEqual(117);
  expect(counts["not met"]).toBeLessThanOrEqual(10);
});
