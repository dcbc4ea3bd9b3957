import { expect, test } from "vitest";
import type { ChecklistView, SlotView } from "@/lib/contracts/views";
import type { ConditionId } from "@/lib/domain/ids";
import { anyConditionView } from "@/lib/testing/condition-view";
import { withoutOffer } from "./acts";
import { nextMoment } from "./checklist";

const offer = (basis: "form" | "judgment") => ({ basis, sameDay: false, statement: "" });
const open = anyConditionView({
  may: { ...anyConditionView().may, waive: true, mark: true, signOff: [offer("form"), offer("judgment")] },
});
const view = (conditions: ChecklistView["conditions"]) => ({ conditions }) as ChecklistView;
const mayAfter = (...act: Parameters<typeof withoutOffer> extends [unknown, infer A] ? [A] : never) =>
  withoutOffer(view([open]), ...act).conditions[0];

test("a sign-off on its way takes its own offer away and shows nothing as signed", () => {
  const after = mayAfter({
    act: "sign-off",
    conditionId: "c1",
    basis: "form",
    evidence: [],
    requirement: 0,
    detail: {},
  });
  expect(after?.may.signOff.map(({ basis }) => basis)).toEqual(["judgment"]);
  expect(after).toEqual({ ...open, may: { ...open.may, signOff: [offer("judgment")] } });
});

test("another condition's offers stay", () => {
  const other = { ...open, id: "c2" as ConditionId };
  const after = withoutOffer(view([open, other]), {
    act: "waive",
    conditionId: "c1",
    text: "",
    scope: "",
    instrument: null,
  });
  expect(after.conditions[0]?.may.waive).toBe(false);
  expect(after.conditions[1]).toBe(other);
});

test("the list is asked for anew at the first moment at which time alone changes it", () => {
  const slot = (until: string | null): SlotView => ({
    basis: "fact",
    role: "issuer",
    sameDay: true,
    state: "not-yet",
    by: null,
    at: null,
    until,
    withdrawable: null,
  });
  const now = Date.parse("2004-03-09T10:00:00Z");
  const conditions = [
    anyConditionView({ slots: [slot("2004-03-09T09:00:00Z"), slot(null)] }),
    anyConditionView({ slots: [slot("2004-03-09T12:00:00Z"), slot("2004-03-09T11:00:00Z")] }),
  ];
  expect(nextMoment(conditions, now)).toBe(Date.parse("2004-03-09T11:00:00Z"));
  expect(nextMoment([anyConditionView()], now)).toBeNull();
});
