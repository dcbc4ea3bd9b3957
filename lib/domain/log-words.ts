/** What a payload of the log may hold; read defensively, since the log outlives the code that wrote it. */
export type Payload = Readonly<Record<string, unknown>>;

/** What an event is about, as the shell knows it: the condition's label, and names and moments in words. */
type About = {
  label: string;
  person: (id: string) => string;
  /** "Indenture for Helen Okafor" */
  page: (id: string) => string;
  moment: (at: Date) => string;
};

type Teller = (said: Payload, about: About) => string;

const word = (said: Payload, key: string) => {
  const value = said[key];
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
};

/** A moment that a payload holds as ISO text, in words; as it stands where it is none. */
function momentOf(said: Payload, key: string, { moment }: About): string {
  const at = new Date(word(said, key));
  return Number.isNaN(at.getTime()) ? word(said, key) : moment(at);
}

const pageSteps: Record<string, string> = {
  out: "sent out",
  "in-escrow": "took into escrow",
  "release-authorised": "authorised the release of",
  withdrawn: "withdrew",
};

/** "2 tabs renamed, 1 omitted, put in another order" */
function indexChanges(said: Payload): string {
  const count = (key: string, words: string) => (Number(said[key]) > 0 ? `${word(said, key)} ${words}` : "");
  const changes = [
    count("renamed", "renamed"),
    count("renumbered", "renumbered"),
    count("omitted", "omitted"),
    count("takenUpAgain", "taken up again"),
    said.reordered === true ? "put in another order" : "",
  ].filter(Boolean);
  return changes.join(", ") || "nothing other";
}

/** "Issuer’s set (all tabs), Trustee’s set (21 tabs)" */
function setsInWords(said: Payload): string {
  const sets = Array.isArray(said.sets) ? (said.sets as Payload[]) : [];
  const words = sets.map((set) => `${word(set, "name")} (${word(set, "tabs")} tabs)`);
  return words.join(", ") || "no set but the full one";
}

const tellers: Record<string, Teller> = {
  "offering.created": (said) => `opened the offering ${word(said, "name")}`,
  "document.delivered": (said, { label }) =>
    `delivered ${word(said, "fileName")} (${word(said, "stage").replace("-", " ")}, version ${word(said, "number")}) for ${label}`,
  "document.shared": (_, { label }) => `shared a version for ${label} with all parties`,
  "condition.signed-off": (said) => word(said, "statement"),
  "condition.waived": (said, { label }) => `waived ${label}: ${word(said, "text")} (scope: ${word(said, "scope")})`,
  "condition.marked": (said, { label }) =>
    `marked ${label} ${word(said, "mark").replace("-", " ")}: ${word(said, "reason")}`,
  "act.withdrawn": (said, { label }) => `withdrew a ${word(said, "of")} on ${label}: ${word(said, "reason")}`,
  "note.added": (said, { label }) => `commented on ${label}: ${word(said, "text")}`,
  "condition.assigned": (said, { label, person }) =>
    said.assigneeId
      ? `asked ${person(word(said, "assigneeId"))} to see to ${label}`
      : `left ${label} to nobody in particular`,
  "condition.due-set": (said, about) =>
    said.dueAt
      ? `asked for ${about.label} by ${momentOf(said, "dueAt", about)}`
      : `took away the date by which ${about.label} was asked for`,
  "condition.added": (_, { label }) => `added ${label}`,
  "condition.edited": (_, { label }) => `changed ${label}`,
  "condition.split": (_, { label }) => `split ${label} into limbs`,
  "condition.removed": (said, { label }) => `took ${label} off the list: ${word(said, "reason")}`,
  "conditions.reordered": () => "put the conditions in another order",
  "conditions.renumbered": () => "renumbered the conditions",
  "signature-page.added": (said) =>
    `added a signature page of ${word(said, "document")} for ${word(said, "signatory")}`,
  "signature-page.moved": (said, { page }) =>
    `${pageSteps[word(said, "step")] ?? "moved"} the signature page of ${page(word(said, "signaturePageId"))}`,
  "closing.pre-closing": () => "opened the pre-closing",
  "closing.call-started": () => "started the closing call",
  "closing.closed": (said) =>
    `declared the closing: ${word(said, "settled")} conditions settled, ${word(said, "waived")} waived, ${word(said, "pages")} signature pages released`,
  "closing.postponed": (said) =>
    `postponed to ${word(said, "newLocalDate")} ${word(said, "newLocalTime")}: ${word(said, "ground")}`,
  "closing.terminated": (said) => `terminated: ${word(said, "ground")}`,
  "closing.clock-set": (said, about) => `moved the rehearsal’s clock to ${momentOf(said, "shows", about)}`,
  "default.recorded": (said) => `recorded that ${word(said, "underwriter")} did not take up and pay for its securities`,
  "default.arranged": (said) =>
    `recorded that ${word(said, "name")} agreed to purchase ${word(said, "amount")} of them`,
  "default.company-spoke": (said) =>
    said.requires
      ? "asked the other underwriters to take up what is left"
      : "said that the other underwriters are not asked to take up what is left",
  "default.withdrawn": (said) => `withdrew an entry about a default: ${word(said, "reason")}`,
  "party.added": (said) => `added ${word(said, "name")} to the working group list`,
  "member.invited": (said) => `invited ${word(said, "email")} to join for ${word(said, "party")}`,
  "invitation.revoked": (said) => `revoked the invitation of ${word(said, "email")}`,
  "member.joined": (said) => `joined for ${word(said, "party")}`,
  "member.ended": (said) => `ended the membership of ${word(said, "name")}`,
  "closing.added": (said) => `added the Time of Delivery ${word(said, "label")}`,
  "agreement.amended": (said) =>
    `took over the agreement as amended: ${word(said, "changed")} changed, ${word(said, "added")} added, ${word(said, "removed")} taken off, ${word(said, "renumbered")} renumbered`,
  "closing-set.index-edited": (said) => `edited the index of the closing set: ${indexChanges(said)}`,
  "log.key": () => "put the log under a new signing key",
  "log.roots": () => "took what every side’s log was into the log of all",
  "closing-set.distribution-edited": (said) => `set out who gets which tabs of the closing set: ${setsInWords(said)}`,
  "closing-set.link-made": (said) =>
    `made a link to ${word(said, "set") || "the closing set"} for ${word(said, "name")}, until ${word(said, "expiresAt").slice(0, 10)}`,
  "closing-set.link-revoked": (said) => `revoked the link for ${word(said, "name")}`,
  "terms.edited": (said) => `changed ${word(said, "what") || "the terms"}`,
  "terms.money": (said) => `set the fees and accounts of ${word(said, "label")}`,
};

/** One event as a sentence without its subject; the type's own name where nothing better is known. */
export function eventSentence(type: string, said: Payload, about: About): string {
  return tellers[type]?.(said, about) || type.replaceAll(/[.-]/g, " ");
}
