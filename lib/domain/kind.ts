/** Every kind of condition that an underwriting agreement's conditions section can hold, in the words of the field. */
export const conditionKinds = [
  "representations-accuracy",
  "performance",
  "filing",
  "opinion",
  "comfort-letter",
  "no-adverse-change",
  "no-downgrade",
  "market-out",
  "officers-certificate",
  "lock-up",
  "listing",
  "certificate",
  "consent",
  "mechanics",
  "other",
] as const;

export type ConditionKind = (typeof conditionKinds)[number];
