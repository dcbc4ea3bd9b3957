import { isPartyRole, type PartyRole } from "./role";

/** Whose clocks are asked for: everyone's, those of one's own part, or another part's. */
export type Whose = "all" | "mine" | PartyRole;

export const isWhose = (text: string | null): text is Whose =>
  text !== null && (text === "all" || text === "mine" || isPartyRole(text));

/** Whether a clock is among them; one that binds everyone, and has no owner, always is. */
export function isAmong(owner: PartyRole | null, whose: Whose, own: PartyRole): boolean {
  if (whose === "all" || owner === null) return true;
  return owner === (whose === "mine" ? own : whose);
}
