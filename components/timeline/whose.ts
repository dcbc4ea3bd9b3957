import type { ClockView, Whose } from "@/lib/contracts/timeline";
import { type PartyRole, partyRoles } from "@/lib/domain/role";

/** Whether a clock is shown under a filter; one that binds everyone always is. */
export function isShown({ owner }: Pick<ClockView, "owner">, filter: Whose, own: PartyRole): boolean {
  if (filter === "all" || owner === null) return true;
  return owner === (filter === "mine" ? own : filter);
}

/** The choices that the clocks on screen leave: everyone’s, one’s own, and each other part that has one. */
export function choicesOf(clocks: readonly Pick<ClockView, "owner" | "ownerName">[]) {
  const names = new Map<PartyRole, string>();
  for (const { owner, ownerName } of clocks) if (owner) names.set(owner, ownerName);
  return [
    { value: "all", label: "Everyone’s" },
    { value: "mine", label: "Mine" },
    ...partyRoles.flatMap((role) => {
      const label = names.get(role);
      return label ? [{ value: role, label }] : [];
    }),
  ];
}

export const isWhose = (text: string | null): text is Whose =>
  text !== null && (text === "all" || text === "mine" || (partyRoles as readonly string[]).includes(text));
