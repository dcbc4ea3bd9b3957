import type { Figure, SettlementSheet, Wire, WireAccount } from "@/lib/domain/settlement-sheet";
import { partyName } from "./fees";
import { Exact } from "./fraction";
import { asAmount } from "./money";
import type { Fee, SettlementTerms } from "./terms";

type SheetSoFar = Omit<SettlementSheet, "wires" | "crossReceipt" | "ties">;

/**
 * The wires of a closing: the purchase price to the issuer (one by the Representative for all, or one by each underwriter,
 * and then netted fees lie on the first of them), and one for each fee that is paid apart. Federal (same-day) funds. Each
 * carries its reference; what is not known of an account is listed and nothing is made up.
 */
export function wiresOf(terms: SettlementTerms, sheet: SheetSoFar): Wire[] {
  const { payment, issuer } = terms;
  const account = payment.account;
  const apart = terms.fees.flatMap((fee, index) => {
    const amount = sheet.fees[index]?.amount;
    return fee.netted || !amount ? [] : [feeWire(fee, amount, terms)];
  });
  if (payment.by === "representative") {
    const formula = `${sheet.net.formula}, for all Underwriters`;
    const all = { ...sheet.net, formula };
    return [
      wire(`${payment.representative}, for the Underwriters`, issuer, all, account, referenceOf(terms, account)),
      ...apart,
    ];
  }
  const netted = new Exact(sheet.net.value).minus(sheet.total.due.value);
  const each = sheet.lines.map(({ underwriter, due }, index) => {
    const amount: Figure =
      index === 0 && !netted.isZero()
        ? { value: asAmount(netted.plus(due.value), sheet.currency), formula: `${due.formula}, with the netted fees` }
        : due;
    return wire(underwriter, issuer, amount, account, referenceOf(terms, account));
  });
  return [...each, ...apart];
}

function feeWire(fee: Fee, amount: Figure, terms: SettlementTerms): Wire {
  const [from, to] = [partyName(fee.from, terms.issuer), partyName(fee.to, terms.issuer)];
  const account =
    fee.to === "issuer"
      ? terms.payment.account
      : (terms.payment.otherAccounts.find(({ beneficiary }) => beneficiary === to) ?? null);
  return wire(from, to, amount, account, `${referenceOf(terms, account)}, ${fee.what}`);
}

/** The issuer's own reference text first, then what the payment is for and the day. */
function referenceOf(terms: SettlementTerms, account: WireAccount | null): string {
  const own = account?.reference.trim();
  const what = `${terms.securities.title}, ${terms.timeOfDelivery.slice(0, 10)}`;
  return own ? `${own}, ${what}` : what;
}

function wire(from: string, to: string, amount: Figure, account: WireAccount | null, reference: string): Wire {
  return { from, to, amount, account, reference, missing: account ? missingIn(account) : [`the account of ${to}`] };
}

function missingIn(account: WireAccount): string[] {
  const missing: string[] = [];
  if (account.bank.trim() === "") missing.push("the bank");
  if (account.accountNumber.trim() === "") missing.push("the account number");
  if (!isRoutingNumber(account.routingNumber)) missing.push("a routing number of nine digits that checks");
  return missing;
}

/** ABA routing number: nine digits, weighted 3-7-1, a multiple of ten. */
function isRoutingNumber(text: string): boolean {
  if (!/^\d{9}$/.test(text)) return false;
  const weights = [3, 7, 1];
  const weighed = [...text].reduce((total, digit, index) => total + Number(digit) * (weights[index % 3] ?? 0), 0);
  return weighed > 0 && weighed % 10 === 0;
}
