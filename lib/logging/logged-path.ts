const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The words of the program's own addresses; lib/checks/routes.test.ts holds them to those. */
export const addressWords: ReadonlySet<string> = new Set(
  [
    "accept account acts agreement-readings amend amendment-readings amendments api auth binders builds calendar changes",
    "checklist closing-set closings conditions confirm default deliverables distribution edit end export exports feed file",
    "from-agreement health index instruments invitations join links list live log members my-items new offerings open",
    "parties people portfolio print proof ready receipt recipient reuses revoke sessions set set-links sets settlement setup",
    "sign-in status stop terms timeline versions",
    // Of signing in, by what follows /api/auth.
    "change-password disable email enable generate-backup-codes revoke-sessions sign-out two-factor verify-backup-code",
    "verify-totp",
  ].flatMap((line) => line.split(" ")),
);

/**
 * A request's path as it may stand in the log: without its query, and of its parts only ids and the words of the program's own
 * addresses. Whatever else somebody typed there may be a name, a link's secret or a password.
 */
export function loggedPath(url: string): string {
  const path = url.split(/[?#]/, 1)[0] ?? "";
  return path
    .split("/")
    .map((part) => (part === "" || uuid.test(part) || addressWords.has(part) ? part : "…"))
    .slice(0, 16)
    .join("/");
}
