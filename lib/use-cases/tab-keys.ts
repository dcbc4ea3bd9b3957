/** The key of a condition's tab, and those of the record's own. */
export const conditionKey = (conditionId: string) => `condition:${conditionId}`;
export const recordKeys = ["sign-offs", "waivers", "confirmations", "memorandum"].map((paper) => `record:${paper}`);
