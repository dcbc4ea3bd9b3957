/** What the terms of a Time of Delivery say of the money: between those who pay and those who are paid. */
export const moneyFields = ["fees", "account", "otherAccounts"] as const;

/** The same plain value with every account number cut down to its last four places: an account is only for those who pay. */
export function maskAccounts<T>(value: T): T {
  return JSON.parse(JSON.stringify(value), (key, found) =>
    key === "accountNumber" && typeof found === "string" && found !== "" ? `…${found.slice(-4)}` : found,
  );
}

/** The terms without the money, for all parties, and the money by itself, accounts masked. */
export function apartFromMoney(terms: object): { common: object; money: object } {
  const among = (isMoney: boolean) =>
    Object.fromEntries(
      Object.entries(terms).filter(([name]) => (moneyFields as readonly string[]).includes(name) === isMoney),
    );
  return { common: among(false), money: maskAccounts(among(true)) };
}
