import type { Decimal } from "decimal.js";
import { grouped } from "@/lib/domain/allocations";
import type { Figure, SheetFee } from "@/lib/domain/settlement-sheet";
import { Exact, type Fraction, fraction, roundHalfUp, times } from "./fraction";
import { asAmount, placesOf } from "./money";
import type { Fee, FeeParty, SettlementTerms } from "./terms";

/** How a side of a fee is called on the sheet and in a wire. */
export const partyName = (party: FeeParty, issuer: string) => {
  if (party === "issuer") return issuer;
  return party === "underwriters" ? "the Underwriters" : party.name;
};

/** Every fee with its amount, rounded once, and what it does to the wire to the issuer. */
export function feesOf(terms: SettlementTerms, total: Decimal): SheetFee[] {
  return terms.fees.map((fee) => {
    const { exact, formula } = amountOf(fee, total);
    const value = asAmount(roundHalfUp(exact, placesOf(terms.currency)), terms.currency);
    return {
      what: fee.what,
      clause: fee.clause,
      from: partyName(fee.from, terms.issuer),
      to: partyName(fee.to, terms.issuer),
      amount: { value, formula },
      rate: rateOf(fee),
      effect: effectOf(fee),
    };
  });
}

function amountOf({ amount }: Fee, total: Decimal): { exact: Fraction; formula: string } {
  switch (amount.kind) {
    case "fixed":
      return { exact: fraction(amount.amount), formula: "as agreed" };
    case "percent-of-principal":
      return {
        exact: times(fraction(total), fraction(amount.percent, 100)),
        formula: `${grouped(total.toFixed())} × ${amount.percent} %`,
      };
    case "per-share":
      return {
        exact: times(fraction(total), fraction(amount.amount)),
        formula: `${grouped(total.toFixed())} × ${amount.amount} a share`,
      };
  }
}

function rateOf({ amount }: Fee): string | null {
  if (amount.kind === "fixed") return null;
  return amount.kind === "per-share" ? amount.amount : amount.percent;
}

function effectOf({ netted, to }: Fee): SheetFee["effect"] {
  if (!netted) return "paid-apart";
  return to === "issuer" ? "adds" : "deducts";
}

/** What the underwriters wire to the issuer: what is due, with the netted fees added and deducted. May be below zero. */
export function netOf(fees: readonly SheetFee[], due: Figure, currency: string): Figure {
  let net = new Exact(due.value);
  let formula = "purchase price + accrued interest";
  for (const { what, amount, effect } of fees) {
    if (effect === "paid-apart") continue;
    net = effect === "adds" ? net.plus(amount.value) : net.minus(amount.value);
    formula += `${effect === "adds" ? " + " : " − "}${what}`;
  }
  return { value: asAmount(net, currency), formula };
}
