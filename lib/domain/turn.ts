import type { Actor } from "./actor";
import type { Basis } from "./condition";
import type { NextStep } from "./condition-state";
import type { PartyRole } from "./role";

/** The next act that a condition waits for, in one word. */
export const todoOf = (next: NextStep): Basis | "deliver" => (next.do === "deliver" ? "deliver" : next.basis);

/** Whether the next step is this person's: one of their part, and where it is a judgment one who may bind the party. */
export const isTurnOf = (
  { roles, todo }: { roles: readonly PartyRole[]; todo: Basis | "deliver" | null },
  { role, authority }: Pick<Actor, "role" | "authority">,
): boolean => roles.includes(role) && (todo !== "judgment" || authority);
