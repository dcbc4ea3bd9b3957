import type { DistributionView, SetRecipient } from "@/lib/contracts/distribution";

type Group = Pick<DistributionView, "parties" | "people">;

/** Whom a set is for, by name; somebody who has left is told as such. */
export function recipientName(recipient: SetRecipient, { parties, people }: Group): string {
  if (recipient.kind === "outside") return `${recipient.name} (${recipient.email})`;
  if (recipient.kind === "party")
    return parties.find(({ id }) => id === recipient.partyId)?.name ?? "a party that is no longer there";
  const person = people.find(({ id }) => id === recipient.personId);
  return person ? `${person.name}, ${person.party}` : "a person who has left";
}

/** Tells one recipient from another. */
export function recipientKey(recipient: SetRecipient): string {
  if (recipient.kind === "outside") return `outside ${recipient.email.toLowerCase()}`;
  return recipient.kind === "party" ? `party ${recipient.partyId}` : `person ${recipient.personId}`;
}
