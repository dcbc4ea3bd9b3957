import { grouped } from "@/lib/domain/allocations";
import type { CrossReceipt, SettlementSheet } from "@/lib/domain/settlement-sheet";
import { sayMoney } from "./money";
import type { SettlementTerms } from "./terms";

type SheetSoFar = Omit<SettlementSheet, "wires" | "crossReceipt" | "ties">;

/** The receipt that both sides sign at the Time of Delivery: the securities by one, the money by the other. */
export function crossReceipt(terms: SettlementTerms, sheet: SheetSoFar): CrossReceipt {
  const { issuer, payment, securities, currency } = terms;
  const day = terms.timeOfDelivery.slice(0, 10);
  const quantity =
    securities.kind === "debt"
      ? `${sayMoney(sheet.total.quantity.value, currency)} aggregate principal amount of ${securities.title}`
      : `${grouped(sheet.total.quantity.value)} shares of ${securities.title}`;
  const money = sayMoney(sheet.net.value, currency);
  const due = sayMoney(sheet.total.purchase.value, currency);
  const parts = [`a purchase price of ${due}`];
  if (securities.kind === "debt" && securities.interest) {
    parts.push(`accrued interest of ${sayMoney(sheet.total.accrued.value, currency)}`);
  }
  for (const { what, amount, effect } of sheet.fees) {
    if (effect === "adds") parts.push(`plus ${what} of ${sayMoney(amount.value, currency)}`);
    if (effect === "deducts") parts.push(`less ${what} of ${sayMoney(amount.value, currency)}`);
  }
  return {
    title: `Cross-receipt of ${day}`,
    paragraphs: [
      `${payment.representative}, for itself and as Representative of the several Underwriters, acknowledges receipt from ${issuer} of ${quantity}.`,
      `${issuer} acknowledges receipt of ${money} in ${payment.funds}, in full payment for them: ${parts.join(", ")}.`,
    ],
    signedBy: [payment.representative, issuer],
  };
}
