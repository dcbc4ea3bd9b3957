import { roleLabels } from "@/lib/domain/role";
import { basisLabels, listOf } from "@/lib/domain/words";
import type { AuthRefusal } from "./people";
import type { Problem } from "./problem";

/** Every refusal that a browser can meet: the server's, and the two that come from the way there. */
export type ClientProblem = Problem | AuthRefusal | { code: "unexpected" } | { code: "offline" };

type Words = { [Code in ClientProblem["code"]]: (problem: Extract<ClientProblem, { code: Code }>) => string };

const megabytes = (bytes: number) => `${Math.round(bytes / 1_000_000)} MB`;

const words: Words = {
  "not-found": () => "This is not there any more, or not for you. Reload the page to see how things stand.",
  forbidden: () => "Your part in this closing does not allow that. Ask whoever keeps the list.",
  "closing-over": ({ stage }) => `This Time of Delivery is ${stage}; nothing about it can change any more.`,
  "condition-settled": ({ status }) =>
    `This condition is ${status.replace("-", " ")}. Withdraw that first if it should be otherwise.`,
  "signed-by-limb": ({ label }) => `${label} is signed off limb by limb. Sign the limbs.`,
  "documents-missing": ({ titles }) => `Not yet delivered: ${listOf(titles)}.`,
  "evidence-changed": ({ titles }) =>
    `A new version came in while you looked: ${listOf(titles)}. Look at it, then sign again.`,
  "requirement-changed": ({ label }) =>
    `What ${label} requires was changed while you looked. Read it again, then sign.`,
  "too-early": ({ opensAt }) =>
    `Too early: this is confirmed on the day. It can be given from ${new Date(opensAt).toUTCString()} on.`,
  "limbs-unmatched": ({ labels }) => `Match every numbered paragraph first: ${listOf(labels)}.`,
  "ratings-missing": ({ agencies }) => `Enter rating and outlook as found today for ${listOf(agencies)}.`,
  "already-signed-off": ({ basis, role }) =>
    `You have signed off on this already (${basisLabels[basis].toLowerCase()}, ${roleLabels[role]}).`,
  "already-shared": () => "This version is shared already.",
  "already-done": ({ what }) => `That is done already: ${what}.`,
  "already-withdrawn": () => "This was withdrawn already.",
  "not-your-act": () => "Only its maker, or someone of the same party with authority, can take this back.",
  "text-required": ({ field }) => `Something is missing: ${field}.`,
  "label-taken": ({ label }) => `${label} stands on the list already. Choose another label.`,
  "deliverable-in-use": ({ title }) => `${title} has versions, so it stays on the list.`,
  "wrong-order": () => "The list changed while you moved things. Reload and order it again.",
  "wrong-step": ({ from, to }) =>
    `A Time of Delivery that is ${from.replaceAll("-", " ")} cannot become ${to.replaceAll("-", " ")}.`,
  "not-ready": ({ blockers }) =>
    `Not ready: ${listOf(blockers.slice(0, 6))}${blockers.length > 6 ? ` and ${blockers.length - 6} more` : ""}.`,
  "record-damaged": ({ violations }) =>
    `The record does not agree with its own log, so nothing is closed on it. Tell whoever runs this site at once. ${violations.join(" ")}`,
  "not-a-rehearsal": () => "Only a rehearsal has a clock of its own.",
  "moment-not-later": () => "The new Time of Delivery must come after what the clock shows now.",
  "no-such-local-time": ({ text }) => `There is no such local time: ${text}. Clocks go forward then; choose another.`,
  "terms-not-valid": ({ message }) => message,
  "agreement-not-read": ({ message }) => message,
  "not-signed-in": () => "Your session has ended. Sign in again; nothing that was recorded is lost.",
  "cross-site": () => "This request did not come from this site’s own page and was refused.",
  "not-an-offering-maker": () =>
    "Offerings are opened by an administrator, or by someone who keeps a list already. Ask one of them.",
  "changed-meanwhile": ({ what }) =>
    `Somebody changed ${what} while you worked on it. Your words are still here: reload to see theirs, then save yours.`,
  "invalid-input": ({ issues }) =>
    issues.length > 0
      ? issues.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join(" ")
      : "Something about this is not in the form that is expected.",
  "idempotency-key-missing": () => "The request was not complete. Reload the page and try again.",
  "idempotency-key-reused": () => "The same request came with other words. Reload the page and try again.",
  "step-up-required": () => "Confirm first that it is you, with your password or a code.",
  "too-many-requests": ({ retryAfterSeconds }) =>
    `Too many tries. Wait ${retryAfterSeconds < 90 ? `${retryAfterSeconds} seconds` : `${Math.ceil(retryAfterSeconds / 60)} minutes`}, then try again.`,
  "file-too-large": ({ limitBytes }) => `This file is too large; at most ${megabytes(limitBytes)} are taken.`,
  "file-empty": () => "This file is empty.",
  "file-not-allowed": ({ found }) =>
    `This is ${found || "a kind of file"} that is not taken. Deliver a PDF, an Office document, a picture, plain text or a mail.`,
  "file-name-not-allowed": ({ reason }) => `This file’s name cannot be taken: ${reason}.`,
  "file-damaged": () => "This file is damaged or cannot be read. Open it on your machine and save it anew.",
  "file-locked": () => "This file asks for a password. Save it without one, then deliver it again.",
  "file-lost": () =>
    "This document was damaged on the server’s disk, so nobody is given it. Tell whoever runs this site; delivering the very same file again mends it.",
  "storage-full": () => "There is no room for more documents. Tell whoever runs this site.",
  busy: () => "The server is busy or out of reach. Nothing was recorded; try again in a moment.",
  "email-taken": () => "Somebody with this e-mail is there already.",
  "invitation-not-valid": () => "This link was used, revoked or is too old. Ask for a new one.",
  "set-link-not-valid": () =>
    "This link is unknown, was revoked, or is too old. Ask whoever sent it to you for a new one.",
  "passphrase-wrong": () => "This passphrase is not right.",
  "other-account": ({ email }) => `This link is for ${email}. Sign out, then sign in with that address.`,
  "last-list-keeper": () =>
    "Somebody has to keep the list, and this is the last person who does. Invite another list keeper first.",
  "credentials-wrong": () => "E-mail or password is not right.",
  "code-wrong": () => "This code is not right, or was used already.",
  "second-factor-expired": () => "That took too long. Sign in again from the start.",
  unexpected: () =>
    "Something went wrong on the server, and nothing was recorded. Try again; if it stays, tell whoever runs this site.",
  offline: () => "There is no connection to the server. What you wanted was not recorded; try again when you are back.",
};

/** One sentence for a refusal: what was refused and what to do next. */
export function problemSentence(problem: ClientProblem): string {
  const say = words[problem.code] as ((problem: ClientProblem) => string) | undefined;
  return (say ?? words.unexpected)(problem as never);
}
