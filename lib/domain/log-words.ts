/** What a payload of the log may hold; read defensively, since the log outlives the code that wrote it. */
export type Payload = Readonly<Record<string, unknown>>;

type Teller = (said: Payload, about: { label: string; person: (id: string) => string }) => string;

const word = (said: Payload, key: string) => {
  const value = said[key];
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
};

const tellers: Record<string, Teller> = {
  "offering.created": (said) => `opened the offering ${word(said, "name")}`,
  "document.delivered": (said, { label }) =>
    `delivered ${word(said, "fileName")} (${word(said, "stage")}, version ${word(said, "number")}) for ${label}`,
  "document.shared": (_, { label }) => `shared a version for ${label} with all parties`,
  "condition.signed-off": (said) => word(said, "statement"),
  "condition.waived": (said, { label }) => `waived ${label}: ${word(said, "text")} (scope: ${word(said, "scope")})`,
  "condition.marked": (said, { label }) => `marked ${label} ${word(said, "mark")}: ${word(said, "reason")}`,
  "act.withdrawn": (said, { label }) => `withdrew a ${word(said, "of")} on ${label}: ${word(said, "reason")}`,
  "note.added": (said, { label }) => `commented on ${label}: ${word(said, "text")}`,
  "condition.assigned": (said, { label, person }) =>
    said.assigneeId
      ? `asked ${person(word(said, "assigneeId"))} to see to ${label}`
      : `left ${label} to nobody in particular`,
  "condition.due-set": (said, { label }) =>
    said.dueAt ? `asked for ${label} by ${word(said, "dueAt")}` : `took away the date by which ${label} was asked for`,
  "condition.added": (_, { label }) => `added ${label}`,
  "condition.edited": (_, { label }) => `changed ${label}`,
  "condition.removed": (said, { label }) => `took ${label} off the list: ${word(said, "reason")}`,
  "conditions.reordered": () => "put the conditions in another order",
  "signature-page.added": (said) =>
    `added a signature page of ${word(said, "document")} for ${word(said, "signatory")}`,
  "signature-page.moved": (said) => `moved a signature page: ${word(said, "step")}`,
  "closing.pre-closing": () => "opened the pre-closing",
  "closing.call-started": () => "started the closing call",
  "closing.closed": (said) =>
    `declared the closing: ${word(said, "settled")} conditions settled, ${word(said, "waived")} waived, ${word(said, "pages")} signature pages released`,
  "closing.postponed": (said) =>
    `postponed to ${word(said, "newLocalDate")} ${word(said, "newLocalTime")}: ${word(said, "ground")}`,
  "closing.terminated": (said) => `terminated: ${word(said, "ground")}`,
  "closing.clock-set": (said) => `moved the rehearsal clock to ${word(said, "shows")}`,
  "party.added": (said) => `added ${word(said, "name")} to the working group list`,
  "member.invited": (said) => `invited ${word(said, "email")} to join for ${word(said, "party")}`,
  "invitation.revoked": (said) => `revoked the invitation of ${word(said, "email")}`,
  "member.joined": (said) => `joined for ${word(said, "party")}`,
  "member.ended": (said) => `ended the membership of ${word(said, "name")}`,
  "closing.added": (said) => `added the Time of Delivery ${word(said, "label")}`,
  "terms.edited": () => "changed the terms",
};

/** One event as a sentence without its subject; the type's own name where nothing better is known. */
export function eventSentence(type: string, said: Payload, about: Parameters<Teller>[1]): string {
  return tellers[type]?.(said, about) || type.replaceAll(/[.-]/g, " ");
}
