import { describe, expect, test } from "vitest";
import { type TerminationGround, type TerminationRule, terminationMemo } from "./termination";

/** Section 11 of the sample agreement: nothing but Sections 6 and 8 for 7(b) and under Section 9, expenses otherwise. */
const section11: TerminationRule = {
  clause: "11",
  surviving: ["6", "8"],
  withoutReimbursement: ["7(b)"],
  reimburses: "the out-of-pocket expenses that the Representatives approved in writing",
};

const byDefault: TerminationGround = {
  kind: "underwriter-default",
  clause: "9(c)",
  surviving: ["6", "8"],
  underwriters: ["BB&T Capital Markets"],
};

describe("Section 11 of the sample closing, by hand: which ground costs what", () => {
  test.each([
    ["7(b) was not satisfied", { kind: "condition-failed", label: "7(b)" }, false],
    ["a limb of 7(b)", { kind: "condition-failed", label: "7(b)(ii)" }, false],
    ["7(c) was not satisfied", { kind: "condition-failed", label: "7(c)" }, true],
    ["7(i), the officers’ certificate", { kind: "condition-failed", label: "7(i)" }, true],
    ["Section 9, an underwriter’s default", byDefault, false],
    ["an underwriter’s own breach", { kind: "underwriters-breach" }, false],
    ["the Company does not deliver", { kind: "not-delivered" }, true],
  ] satisfies [string, TerminationGround, boolean][])("%s: reimbursed %s", (_name, ground, reimbursed) => {
    const memo = terminationMemo(section11, ground);
    expect(memo.reimbursed).toBe(reimbursed);
    expect(memo.surviving).toEqual(["6", "8"]);
    expect(memo.says.join(" ")).toContain("Sections 6 and 8 outlive it.");
    expect(memo.says.join(" ").includes("out-of-pocket expenses")).toBe(reimbursed);
  });

  test("the clause is Section 9’s for a default, and who defaulted stays liable", () => {
    const memo = terminationMemo(section11, byDefault);
    expect(memo.clause).toBe("Section 9(c) and Section 11");
    expect(memo.says.at(-1)).toBe("BB&T Capital Markets stays liable for the default.");
  });

  test("an agreement that names nothing says so", () => {
    const bare = { clause: "12", surviving: [], withoutReimbursement: [], reimburses: null };
    const memo = terminationMemo(bare, { kind: "not-delivered" });
    expect(memo.says).toContain("Under Section 12 the Company owes the underwriters no reimbursement.");
    expect(memo.says).toContain("The agreement names no section that outlives it.");
  });
});
