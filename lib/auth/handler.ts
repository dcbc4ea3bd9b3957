import "server-only";
import { type AuthAnswer, type AuthPath, type AuthRefusal, authInputs } from "@/lib/contracts/people";
import type { Problem } from "@/lib/contracts/problem";
import { env } from "@/lib/env";
import { askLibrary } from "./ask-library";
import { beginAttempt, beginNetworkAttempt, forgiveAttempt, forgiveNetworkAttempt } from "./attempts";
import { isDemoEmail } from "./demo";
import { logAuthentication } from "./log-authentication";
import { passwordFault } from "./password-fault";
import { qrPath } from "./qr-path";
import { readText } from "./read-text";
import { readSession } from "./session";
import { spendCode } from "./spent-codes";

const isAuthPath = (path: string): path is AuthPath => Object.hasOwn(authInputs, path);

/**
 * One request to the authentication library: only the addresses that are used, their input checked here, attempts counted
 * before the password is looked at, and nothing of a session in the answer but its cookie. `path` is what follows
 * /api/auth/. The caller has refused requests from other sites.
 */
export async function handleAuth(request: Request, path: string): Promise<Response> {
  if (request.method !== "POST" || !isAuthPath(path)) return refuse(404, { code: "not-found" });
  const parsed = authInputs[path].safeParse(await readBody(request));
  if (!parsed.success) {
    const issues = parsed.error.issues.map((issue) => ({ path: issue.path.join("."), message: issue.message }));
    return refuse(400, { code: "invalid-input", issues });
  }
  const body: Record<string, unknown> = { ...parsed.data };
  if (path === "sign-in/email") {
    const { email } = authInputs[path].parse(parsed.data);
    return guessed(request, path, email, () => signIn(request, email, body));
  }
  if (path === "two-factor/verify-totp" || path === "two-factor/verify-backup-code") {
    return verifyCode(request, path, String(body.code));
  }
  if (path === "sign-out") return answerOf(await askLibrary(request.headers, path, body));

  const person = await readSession(request.headers.get("cookie"), { keep: true });
  if (!person) return refuse(401, { code: "not-signed-in" });
  if (path === "revoke-sessions") return answerOf(await askLibrary(request.headers, path, body));
  // Whoever sits at an open screen may guess the password there too: these count like signing in.
  if (path === "change-password") {
    const fault = passwordFault(String(body.newPassword), person);
    if (fault) return refuse(400, { code: "invalid-input", issues: [{ path: "newPassword", message: fault }] });
    body.revokeOtherSessions = true;
  }
  return guessed(request, path, person.email, () => askLibrary(request.headers, path, body));
}

/** Runs what looks at a password, with the attempt counted before and forgiven once it proved right. */
async function guessed(
  { headers }: Request,
  path: AuthPath,
  email: string,
  run: () => Promise<Response>,
): Promise<Response> {
  const wait = await beginAttempt(email, headers);
  if (wait !== null) {
    logAuthentication(path, "locked", { email, headers });
    return refuse(429, { code: "too-many-requests", retryAfterSeconds: wait });
  }
  const response = await run();
  logAuthentication(path, response.ok ? "passed" : "refused", { email, headers });
  if (response.ok) await forgiveAttempt(email, headers);
  return answerOf(response);
}

/** Where the demonstration is off its people are answered as strangers are, after the same work. */
function signIn(request: Request, email: string, body: Record<string, unknown>): Promise<Response> {
  const unknown = env.DEMO === "off" && isDemoEmail(email);
  return askLibrary(request.headers, "sign-in/email", unknown ? { ...body, email: `nobody.${email}` } : body);
}

async function verifyCode(request: Request, path: AuthPath, code: string): Promise<Response> {
  const { headers } = request;
  const wait = await beginNetworkAttempt(headers);
  if (wait !== null) {
    logAuthentication(path, "locked", { headers });
    return refuse(429, { code: "too-many-requests", retryAfterSeconds: wait });
  }
  const response = await askLibrary(headers, path, { code });
  if (!response.ok) {
    logAuthentication(path, "refused", { headers });
    return answerOf(response);
  }
  await forgiveNetworkAttempt(headers);
  const said = (await response.clone().json()) as { token?: string; user?: { id: string; email?: string } };
  const isSpent = path === "two-factor/verify-totp" && said.user && !(await spendCode(said.user.id, code, said.token));
  logAuthentication(path, isSpent ? "refused" : "passed", { email: said.user?.email, headers });
  return isSpent ? refuse(401, { code: "code-wrong" }) : answerOf(response);
}

/** The library's answer in this program's words: its cookies, and of its body only what a screen shows. */
async function answerOf(response: Response): Promise<Response> {
  const said = (await response.json().catch(() => ({}))) as Record<string, unknown>;
  if (!response.ok) return refusalOf(response.status, String(said.code ?? ""));
  const { totpURI, backupCodes, twoFactorRedirect } = said;
  const answer: AuthAnswer = {
    ...(twoFactorRedirect === true && { secondFactor: true }),
    ...(typeof totpURI === "string" && { totp: { uri: totpURI, ...qrPath(totpURI) } }),
    ...(Array.isArray(backupCodes) && { backupCodes: backupCodes.map(String) }),
  };
  const headers = new Headers({ "cache-control": "private, no-store" });
  for (const cookie of response.headers.getSetCookie()) headers.append("set-cookie", cookie);
  return Response.json(answer, { headers });
}

const codeRefusals = new Set(["INVALID_CODE", "INVALID_BACKUP_CODE"]);
const challengeRefusals = new Set(["INVALID_TWO_FACTOR_COOKIE", "TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE"]);

function refusalOf(status: number, code: string): Response {
  if (code === "INVALID_EMAIL_OR_PASSWORD" || code === "INVALID_PASSWORD") {
    return refuse(401, { code: "credentials-wrong" });
  }
  if (codeRefusals.has(code)) return refuse(401, { code: "code-wrong" });
  if (challengeRefusals.has(code)) return refuse(401, { code: "second-factor-expired" });
  if (status === 429) return refuse(429, { code: "too-many-requests", retryAfterSeconds: 900 });
  if (status === 401) return refuse(401, { code: "not-signed-in" });
  if (status < 500) return refuse(409, { code: "already-done", what: "this" });
  throw new Error(`The authentication library answered ${status} ${code}`);
}

function refuse(status: number, problem: Problem | AuthRefusal): Response {
  const headers = new Headers({ "content-type": "application/problem+json", "cache-control": "private, no-store" });
  if (problem.code === "too-many-requests") headers.set("retry-after", String(problem.retryAfterSeconds));
  return Response.json(problem, { status, headers });
}

async function readBody(request: Request): Promise<unknown> {
  const text = await readText(request, 4_096);
  if (text === null) return null;
  try {
    return text === "" ? {} : JSON.parse(text);
  } catch {
    return null;
  }
}
