import { expect, test } from "vitest";
import { apartFromMoney, maskAccounts } from "./account-mask";

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

test("what all parties read is told apart from the money, which keeps its accounts masked", () => {
  const terms = {
    delivers: "firm",
    fees: [{ what: "Expenses" }],
    account: { accountNumber: "12345678" },
    depository: [],
  };
  expect(apartFromMoney(terms)).toEqual({
    common: { delivers: "firm", depository: [] },
    money: { fees: [{ what: "Expenses" }], account: { accountNumber: "…5678" } },
  });
});
