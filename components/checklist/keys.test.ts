import { expect, test } from "vitest";
import type { ConditionId } from "@/lib/domain/ids";
import { clauseWithLimbs } from "@/lib/testing/condition-view";
import { keyAct } from "./keys";
import { visibleRows } from "./tree";

const id = (text: string) => text as ConditionId;
const list = [...clauseWithLimbs("7(a)", "limbs", ["1", "2"]), ...clauseWithLimbs("7(c)", "whole", ["i", "ii"])];
const rows = visibleRows(list, {}, null);
const press = (key: string, at: string, onRow = true) => keyAct({ key, onRow }, rows, id(at));

test("j and k go through the rows that are shown, and stop at the ends", () => {
  expect(press("j", "7(a)")).toEqual({ do: "go", to: "7(a)(1)" });
  expect(press("ArrowDown", "7(a)(2)")).toEqual({ do: "go", to: "7(c)" });
  expect(press("j", "7(c)")).toBeNull();
  expect(press("k", "7(a)(1)")).toEqual({ do: "go", to: "7(a)" });
  expect(press("k", "7(a)")).toBeNull();
  expect(press("End", "7(a)")).toEqual({ do: "go", to: "7(c)" });
  expect(press("Home", "7(c)")).toEqual({ do: "go", to: "7(a)" });
});

test("to the right limbs unfold, and then one goes to the first; to the left the other way", () => {
  expect(press("ArrowRight", "7(c)")).toEqual({ do: "fold", id: "7(c)", expanded: true });
  expect(press("ArrowRight", "7(a)")).toEqual({ do: "go", to: "7(a)(1)" });
  expect(press("ArrowRight", "7(a)(1)")).toBeNull();
  expect(press("ArrowLeft", "7(a)(2)")).toEqual({ do: "go", to: "7(a)" });
  expect(press("ArrowLeft", "7(a)")).toEqual({ do: "fold", id: "7(a)", expanded: false });
  expect(press("ArrowLeft", "7(c)")).toBeNull();
});

test("a letter acts on the row in which the focus is", () => {
  expect(press("s", "7(c)")).toEqual({ do: "sign-off", id: "7(c)" });
  expect(press("d", "7(c)")).toEqual({ do: "deliver", id: "7(c)" });
  expect(press("c", "7(c)")).toEqual({ do: "comment", id: "7(c)" });
  expect(press("x", "7(c)")).toEqual({ do: "select", id: "7(c)" });
  expect(press("S", "7(c)")).toBeNull();
  expect(press("q", "7(c)")).toBeNull();
});

test("Enter and Space belong to a control within the row while it has the focus", () => {
  expect(press("Enter", "7(c)")).toEqual({ do: "open", id: "7(c)" });
  expect(press("Enter", "7(c)", false)).toBeNull();
  expect(press(" ", "7(c)", false)).toBeNull();
});

test("a row that is not shown any more takes no keys", () => {
  expect(press("j", "7(c)(i)")).toBeNull();
});
