import type { Act } from "@/lib/domain/act";

/** A person at the screen has just proved once more who they are, with their password or a code of their authenticator. */
export type Confirmation = { at: Date; with: "password" | "code" };

/** How long a confirmation is good for. */
export const confirmationMinutes = 10;

/** What an open screen alone must not be able to do: waive, authorise the release of a signature page, declare the closing. */
export function asksForConfirmation(act: Act): boolean {
  switch (act.type) {
    case "condition.waived":
    case "closing.closed":
      return true;
    case "signature-page.moved":
      return act.step === "release-authorised";
    default:
      return false;
  }
}

/** Two servers' clocks may differ by so much; a confirmation from later than that was given before a clock was turned back. */
const clocksDifferMs = 60_000;

/** Whether a confirmation is there and still good at a moment. */
export function isConfirmed(confirmation: Confirmation | null | undefined, now: Date): confirmation is Confirmation {
  if (!confirmation) return false;
  const age = now.getTime() - confirmation.at.getTime();
  return age >= -clocksDifferMs && age < confirmationMinutes * 60_000;
}
