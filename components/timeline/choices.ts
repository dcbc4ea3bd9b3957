import type { ClockView } from "@/lib/contracts/timeline";
import { type PartyRole, partyRoles } from "@/lib/domain/role";

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
