// The names under which answers are kept. Everything of one offering begins alike, so that a live message about it can
// make old exactly what it touches.

export const offeringKey = (offeringId: string) => ["offering", offeringId] as const;

export const closingKey = (offeringId: string, closingId: string) =>
  [...offeringKey(offeringId), "closing", closingId] as const;

export const conditionKey = (offeringId: string, conditionId: string) =>
  [...offeringKey(offeringId), "condition", conditionId] as const;

export const portfolioKey = ["portfolio"] as const;
export const myItemsKey = ["my-items"] as const;
