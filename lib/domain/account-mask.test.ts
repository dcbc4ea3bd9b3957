import { expect, test } from "vitest";
import { maskAccounts } from "./account-mask";

test("account numbers are cut to their last four places, wherever they are; nothing else changes", () => {
  const terms = {
    account: { beneficiary: "Example Corp.", accountNumber: "000123454455", routingNumber: "021000021" },
    otherAccounts: [
      { beneficiary: "Harbor Trust", accountNumber: "9" },
      { beneficiary: "Vance", accountNumber: "" },
    ],
    fees: [],
    optionTaken: null,
  };
  expect(maskAccounts(terms)).toEqual({
    ...terms,
    account: { ...terms.account, accountNumber: "…4455" },
    otherAccounts: [
      { beneficiary: "Harbor Trust", accountNumber: "…9" },
      { beneficiary: "Vance", accountNumber: "" },
    ],
  });
});
