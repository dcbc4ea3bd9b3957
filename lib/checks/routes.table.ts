// Every address that is answered: through which gate, within which limit, with which schema, tested where. Written by
// hand; routes.test.ts holds it against the files, so that nothing is served unless somebody has said who may have it.
import { agreementByteLimit } from "@/lib/contracts/agreement";
import { fileByteLimit } from "@/lib/contracts/file-limit";

/** What each gate asks before the use-case runs. The words are those of docs/routes.md. */
export const gates = {
  query: "session, membership",
  download: "session, membership",
  madeFile: "session, membership",
  command: "same site, session, idempotency key, membership in the act’s own transaction",
  upload: "same site, session, idempotency key, membership and permission before a byte is read",
  personalQuery: "session",
  personalCommand: "same site, session, idempotency key",
  fileQuery: "same site, session, permission before a byte is read",
  openCommand: "same site; a link’s secret in the body",
  link: "a link’s secret in the address",
  auth: "same site; a password, a code or a session",
  open: "none: names nobody and nothing",
  stream: "session, membership, asked again for every message",
  page: "session, membership; else to sign in, or 404",
  personalPage: "session; else to sign in",
  linkPage: "a link’s secret in the address",
  openPage: "none",
} as const;

export type Gate = keyof typeof gates;

export type Listed = {
  method: "GET" | "POST";
  address: string;
  gate: Gate;
  /** What bounds size and number; absent where a gate reads no body. */
  limit?: string;
  /** The zod schema of what is asked; for a gate that takes nothing but the address, absent. */
  schema?: string;
  /** A word of the route's own (its use-case, or how a test asks for it) and the test files that have it. */
  tested: readonly [word: string, ...files: string[]];
};

const json = "64 KB of JSON";
const large = "4 MB of JSON";
const file = `${fileByteLimit / 1_000_000} MB a file, six at once a person`;
const agreement = `${agreementByteLimit / 1_000_000} MB a file`;

const closing = "/api/offerings/[offeringId]/closings/[closingId]";
const offering = "/api/offerings/[offeringId]";
const at = (name: string) => `lib/use-cases/${name}.db.test.ts`;

export const apiRoutes: readonly Listed[] = [
  get("/api/health", "open", ["api/health", "e2e/edge.spec.ts"]),
  get("/api/ready", "open", ["checkReadiness", at("check-readiness")]),

  post(
    "/api/auth/[...all]",
    "auth",
    undefined,
    "ten tries an account, fifty a network, in a quarter of an hour; 4 KB",
    ["sign-in/email", "lib/auth/handler.db.test.ts"],
  ),
  post("/api/account/confirm", "personalCommand", "confirmInput", `${json}; ten tries in a quarter of an hour`, [
    "confirmIdentity",
    "lib/auth/confirm-identity.db.test.ts",
  ]),
  get("/api/account", "personalQuery", ["viewAccount", at("view-account")]),
  post("/api/account/sessions/end", "personalCommand", "endSessionInput", json, ["endOwnSession", at("view-account")]),
  post(
    "/api/invitations/accept",
    "openCommand",
    "acceptInput",
    `${json}; fifty bad links a network in a quarter of an hour`,
    ["accept", at("accept")],
  ),
  get("/api/calendar/[token]", "link", ["readFeed", at("calendar-feed")]),
  get("/api/set-links/[token]/[format]", "link", ["readSetByLink", at("set-links")]),
  post(
    "/api/set-links/open",
    "openCommand",
    "openSetInput",
    `${json}; fifty bad links a network and ten passphrases a link in a quarter of an hour`,
    ["openSetLink", at("set-links")],
  ),

  get("/api/portfolio", "personalQuery", ["viewPortfolio", at("demo"), at("non-interference")]),
  get("/api/my-items", "personalQuery", ["viewMyItems", at("non-interference")]),
  post("/api/offerings", "personalCommand", "createOfferingInput", large, ["createOffering", at("create-offering")]),
  post("/api/agreement-readings", "fileQuery", "readingQuery", agreement, [
    "agreement",
    "e2e/agreement.spec.ts",
    at("read-amendment"),
  ]),

  post(`${offering}/acts`, "command", "actInput", json, ["act", at("act"), at("model"), "e2e/policy.spec.ts"]),
  post(`${offering}/amendments`, "command", "amendInput", large, ["amend", at("amend")]),
  post(`${offering}/closings`, "command", "addClosingInput", json, ["addClosing", at("edit-terms")]),
  get(`${offering}/conditions/[conditionId]`, "query", ["viewCondition", at("view-condition")], "conditionQuery"),
  post(`${offering}/conditions/[conditionId]/instruments`, "upload", "uploadedInstrument", file, [
    "instruments",
    "lib/http/instruments.db.test.ts",
  ]),
  post(`${offering}/deliverables/[deliverableId]/versions`, "upload", "uploadedDelivery", file, [
    "versions",
    "lib/http/files.db.test.ts",
    "e2e/policy.spec.ts",
  ]),
  get(
    `${offering}/instruments/[actId]`,
    "download",
    ["instruments", "lib/http/instruments.db.test.ts"],
    "instrumentFile",
  ),
  get(`${offering}/invitations/[invitationId]`, "query", ["viewInvitationLink", at("people")], "invitationPlace"),
  post(`${offering}/invitations/revoke`, "command", "revokeInput", json, ["revokeInvitation", at("people")]),
  post(`${offering}/invitations`, "command", "inviteInput", json, ["invite", at("people"), at("accept")]),
  get(`${offering}/log`, "query", ["viewLog", at("non-interference")], "logQuery"),
  get(`${offering}/log/export`, "madeFile", ["exportLog", at("export-log")], "offeringPlace"),
  get(`${offering}/log/[eventId]/receipt`, "madeFile", ["logReceipt", at("log-receipt")], "eventPlace"),
  get(`${offering}/log/proof`, "query", ["viewLogProof", at("export-log")], "logProofQuery"),
  post(`${offering}/members/end`, "command", "endMembershipInput", json, ["endMembership", at("people")]),
  post(`${offering}/parties`, "command", "addPartyInput", json, ["addParty", at("people")]),
  get(`${offering}/people`, "query", ["viewPeople", at("people")], "offeringPlace"),
  post(`${offering}/reuses`, "command", "reuseInput", json, ["reuseDocument", at("edit-terms")]),
  get(`${offering}/setup`, "query", ["viewSetup", at("edit-terms")], "setupQuery"),
  post(`${offering}/terms`, "command", "editTermsInput", json, ["editTerms", at("edit-terms")]),
  get(`${offering}/versions/[versionId]/file`, "download", ["versions", "lib/http/files.db.test.ts"], "versionFile"),

  get(`${closing}/changes`, "query", ["What changed since", "e2e/dashboards.spec.ts"], "changesQuery"),
  get(`${closing}/checklist`, "query", ["viewChecklist", at("act")], "checklistQuery"),
  get(`${closing}/list`, "query", ["viewList", at("amend")], "closingPlace"),
  get(`${closing}/status`, "query", ["viewStatus", at("non-interference")], "closingPlace"),
  get(`${closing}/timeline`, "query", ["viewTimeline", at("default-acts")], "timelineQuery"),
  post(`${closing}/timeline/feed`, "command", "feedInput", json, ["changeFeed", at("calendar-feed")]),
  get(`${closing}/settlement`, "query", ["viewSettlement", at("default-acts")], "settlementQuery"),
  get(`${closing}/settlement/[format]`, "madeFile", ["settlementFile", at("default-acts")], "settlementFileQuery"),
  get(`${closing}/default`, "query", ["viewDefault", at("default-acts")], "defaultQuery"),
  post(`${closing}/default`, "command", "defaultInput", json, ["recordDefault", at("default-acts")]),
  post(`${closing}/amendment-readings`, "fileQuery", "amendmentQuery", agreement, [
    "readAmendment",
    at("read-amendment"),
  ]),
  get(`${closing}/binders/[binder]/[format]`, "download", ["readBinder", at("keep-binders")], "binderFileQuery"),
  get(`${closing}/exports/[format]`, "download", ["exportFile", at("export-checklist")], "exportQuery"),
  get(`${closing}/closing-set`, "query", ["viewClosingSet", at("export-closing-set")], "closingPlace"),
  post(`${closing}/closing-set/index`, "command", "indexInput", json, ["saveIndex", at("export-closing-set")]),
  get(`${closing}/closing-set/distribution`, "query", ["viewDistribution", at("distribution")], "closingPlace"),
  post(`${closing}/closing-set/distribution/sets`, "command", "distributionInput", large, [
    "saveDistribution",
    at("distribution"),
  ]),
  get(
    `${closing}/closing-set/distribution/recipient`,
    "query",
    ["viewAsRecipient", at("distribution")],
    "recipientQuery",
  ),
  post(`${closing}/closing-set/links`, "command", "linkInput", json, ["makeSetLink", at("set-links")]),
  post(`${closing}/closing-set/links/revoke`, "command", "revokeLinkInput", json, ["revokeLink", at("set-links")]),
  post(`${closing}/closing-set/builds`, "command", "buildInput", json, ["beginClosingSet", at("export-closing-set")]),
  post(`${closing}/closing-set/builds/stop`, "command", "stopInput", json, [
    "stopClosingSet",
    at("export-closing-set"),
  ]),
  get(`${closing}/closing-set/builds/[buildId]`, "query", ["viewBuild", at("export-closing-set")], "buildQuery"),
  get(
    `${closing}/closing-set/builds/[buildId]/[format]`,
    "download",
    ["readBuiltFile", at("export-closing-set")],
    "buildFileQuery",
  ),
];

/** What the server answers itself, without the framework (lib/server/http.ts). */
export const serverRoutes: readonly Listed[] = [
  {
    method: "GET",
    address: `${offering}/live`,
    gate: "stream",
    limit: "fifty streams a session; one that does not read is dropped",
    tested: ["LiveGateway", "lib/live/gateway.db.test.ts"],
  },
];

export const pages: readonly Listed[] = [
  page("/", "personalPage", ["offerings", "e2e/dashboards.spec.ts"]),
  page("/sign-in", "openPage", ["sign-in", "e2e/people-and-access.spec.ts"]),
  page("/set/[token]", "linkPage", ["/set/", "e2e/distribution.spec.ts"]),
  page("/join/[token]", "linkPage", ["link", "e2e/people-and-access.spec.ts"]),
  page("/account", "personalPage", ["/account", "e2e/people-and-access.spec.ts"]),
  page("/my-items", "personalPage", ["/my-items", "e2e/dashboards.spec.ts"]),
  page("/offerings", "personalPage", ["/offerings", "e2e/dashboards.spec.ts"]),
  page("/offerings/new", "personalPage", ["/offerings/new", "e2e/making-a-closing.spec.ts"]),
  page("/offerings/new/from-agreement", "personalPage", ["from-agreement", "e2e/agreement.spec.ts"]),
  page("/offerings/[offeringId]", "page", ["/offerings/", "e2e/making-a-closing.spec.ts"]),
  page("/offerings/[offeringId]/log", "page", ["/log", "e2e/accessibility.spec.ts"]),
  page("/offerings/[offeringId]/people", "page", ["/people", "e2e/people-and-access.spec.ts"]),
  page("/offerings/[offeringId]/versions/[versionId]", "page", ["/versions/", "e2e/reading.spec.ts"]),
  page("/offerings/[offeringId]/conditions/[conditionId]", "page", ["/conditions/", "e2e/closing-set.spec.ts"]),
  page("/offerings/[offeringId]/closings/[closingId]/closing-set/[buildId]", "page", [
    "Read the volume",
    "e2e/closing-set.spec.ts",
  ]),
  ...(
    [
      ["", "checklist", "e2e/checklist.spec.ts"],
      ["/amend", "/amend", "e2e/agreement.spec.ts"],
      ["/closing-set", "/closing-set", "e2e/closing-set.spec.ts"],
      ["/closing-set/distribution", "/distribution", "e2e/distribution.spec.ts"],
      ["/default", "/default", "e2e/clocks-and-money.spec.ts"],
      ["/edit", "/edit", "e2e/making-a-closing.spec.ts"],
      ["/print", "/print", "e2e/checklist.spec.ts"],
      ["/settlement", "/settlement", "e2e/clocks-and-money.spec.ts"],
      ["/status", "status", "e2e/dashboards.spec.ts"],
      ["/timeline", "/timeline", "e2e/clocks-and-money.spec.ts"],
    ] as const
  ).map(([path, word, test]) => page(`/offerings/[offeringId]/closings/[closingId]${path}`, "page", [word, test])),
];

/** Files that are the same for everybody and hold nothing of anybody. */
export const publicFiles = ["favicon.svg", "verify.html"];

function get(address: string, gate: Gate, tested: Listed["tested"], schema?: string): Listed {
  return { method: "GET", address, gate, tested, ...(schema && { schema }) };
}

function post(
  address: string,
  gate: Gate,
  schema: string | undefined,
  limit: string,
  tested: Listed["tested"],
): Listed {
  return { method: "POST", address, gate, limit, tested, ...(schema && { schema }) };
}

function page(address: string, gate: Gate, tested: Listed["tested"]): Listed {
  return { method: "GET", address, gate, tested };
}
