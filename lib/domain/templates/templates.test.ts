import { describe, expect, test } from "vitest";
import { draftFaults } from "../draft";
import { partyRoles } from "../role";
import { draftFrom, type TemplateFacts } from "./template";
import { templateIds, templateOf, templates } from "./templates";

const facts: TemplateFacts = { section: "6", term: "Closing Date", roles: [], delivers: "firm" };
const everyone = { ...facts, roles: partyRoles };
const titles = (rows: ReturnType<typeof draftFrom>) => rows.map(({ terms }) => terms.title);

test("every template that can be asked for is there", () => {
  expect(templates.map(({ id }) => id)).toEqual(templateIds);
  expect(templateIds.map((id) => templateOf(id))).toEqual(templates);
  expect(() => templateOf("senior-bonds" as never)).toThrow("No template senior-bonds");
});

describe.each(templates)("$name", (template) => {
  test.each([facts, everyone, { ...facts, delivers: "option" as const }, { ...everyone, delivers: "option" as const }])(
    "can be opened as it stands: %#",
    (cut) => {
      const rows = draftFrom(template, cut);
      expect(draftFaults(rows)).toEqual([]);
      expect(rows.length).toBeGreaterThan(25);
      for (const { terms } of rows) {
        expect(terms.title).not.toBe("");
        expect(terms.text).not.toBe("");
      }
    },
  );

  test("numbers its clauses under the agreement’s own section, its limbs in romans", () => {
    const labels = draftFrom(template, facts).map(({ terms }) => terms.label);
    expect(labels.slice(0, 3)).toEqual(["6 lead-in (1)", "6 lead-in (2)", "6(a)"]);
    expect(labels).toContain("6(a)(i)");
    expect(labels.at(-1)).toMatch(/^Delivery \(\d\)$/);
  });

  test("speaks of the agreement’s own term", () => {
    const said = draftFrom(template, { ...everyone, term: "Time of Delivery" }).map(({ terms }) => terms.text);
    expect(said.join(" ")).toContain("Time of Delivery");
    expect(said.join(" ")).not.toContain("Closing Date");
  });

  test("has conditions of those parts only that somebody has", () => {
    expect(titles(draftFrom(template, facts))).not.toContain("Opinion of the general counsel");
    expect(titles(draftFrom(template, everyone))).toContain("Opinion of the general counsel");
  });

  test("binds to the day only what can change until then", () => {
    const rows = draftFrom(template, facts);
    const sameDay = (title: string) =>
      rows.find(({ terms }) => terms.title === title)?.terms.requires.some((required) => required.sameDay);
    expect(sameDay("No material adverse change")).toBe(true);
    expect(sameDay("Officers’ certificate")).toBe(false);
    if (template.id === "convertible-notes") return;
    expect([sameDay("Prospectus filed in time"), sameDay("No stop order")]).toEqual([false, true]);
  });

  test("asks for one comfort letter less, and for the notice of exercise, where option securities alone are delivered", () => {
    const letters = (delivers: TemplateFacts["delivers"]) =>
      draftFrom(template, { ...facts, delivers }).find(({ terms }) => terms.kind === "comfort-letter")?.terms
        .deliverables;
    expect(letters("firm")).toHaveLength(2);
    expect(letters("option")).toEqual([{ title: "Bring-down comfort letter", dated: "time-of-delivery" }]);
    expect(titles(draftFrom(template, facts))).not.toContain("Option exercised");
    expect(titles(draftFrom(template, { ...facts, delivers: "option" }))).toContain("Option exercised");
  });
});
