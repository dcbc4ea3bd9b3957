import { randomUUID } from "node:crypto";
import { type APIRequestContext, expect, request, test } from "@playwright/test";
import { bases } from "@/lib/domain/condition";
import { conditionKinds } from "@/lib/domain/kind";
import { type Side, sides } from "@/lib/domain/role";
import type { Action } from "@/lib/policy/policy";
import { byKind, byPerson, type Principal, principals, sidesOf } from "@/lib/policy/policy.table";
import { demoPassword, signIn } from "./people";
import { runInServer } from "./support/run-in-server";

// The table of who may do what, once more: every principal with a session of their own, every act through HTTP, at a Time of
// Delivery that is open and at one that is over. What is allowed is asked in such a form that the domain then refuses it, so
// that the table can be walked in any order and nothing changes.

type At = { closingId: string; conditions: string[]; documents: Record<string, string> };
type Cast = { offeringId: string; emails: Record<Principal, string>; open: At; over: At };

let cast: Cast;
const sessions = new Map<Principal, APIRequestContext>();

test.describe.configure({ mode: "default" });

test.beforeAll(async ({ baseURL }) => {
  test.setTimeout(180_000);
  cast = await runInServer<Cast>("make-cast.ts");
  const origin = baseURL ?? "";
  for (const principal of principals) {
    const session = await request.newContext({ baseURL: origin, extraHTTPHeaders: { origin } });
    await signIn(session, origin, cast.emails[principal]);
    await session.post("/api/account/confirm", {
      headers: { "idempotency-key": randomUUID() },
      data: { password: demoPassword },
    });
    sessions.set(principal, session);
  }
});

test.afterAll(async () => {
  for (const session of sessions.values()) await session.dispose();
});

const sessionOf = (principal: Principal) => sessions.get(principal) as APIRequestContext;

/** Whether the policy let it through: whatever the domain then said of it. `missing`: it names something that is not there. */
async function isLetThrough(principal: Principal, body: object, missing = false): Promise<boolean> {
  const response = await sessionOf(principal).post(`/api/offerings/${cast.offeringId}/acts`, {
    headers: { "idempotency-key": randomUUID() },
    data: body,
  });
  if (missing && response.status() === 404) return true;
  return judge(response.status(), await response.json(), JSON.stringify(body));
}

function judge(status: number, said: { code?: string }, about: string): boolean {
  if (status === 403 && said.code === "forbidden") return false;
  if ([200, 409, 422, 410].includes(status)) return true;
  throw new Error(`${about} was answered ${status} ${JSON.stringify(said)}`);
}

async function letThrough(ask: (principal: Principal) => Promise<boolean>): Promise<Principal[]> {
  const answers = await Promise.all(principals.map(ask));
  return principals.filter((_, place) => answers[place]);
}

const inOrder = (list: readonly Principal[]) => principals.filter((principal) => list.includes(principal));

/** The act by which each action that depends on the person alone is asked for. */
function actFor(action: Action, { closingId, conditions }: At): object | null {
  const conditionId = conditions[0];
  const acts: Partial<Record<Action, object>> = {
    "condition.waive": { act: "waive", conditionId, text: "As a test.", scope: "None", instrument: null },
    "condition.mark": { act: "mark", conditionId, mark: "not-applicable", reason: "As a test." },
    "condition.assign": { act: "assign", conditionId, assigneeId: null },
    "list.edit": { act: "reorder", closingId, order: [randomUUID()] },
    "signature-page.edit": {
      act: "add-signature-page",
      closingId,
      partyId: randomUUID(),
      document: "Indenture",
      signatory: "Nobody",
      capacity: "None",
    },
    "closing.step": { act: "start-call", closingId },
    "closing.close": { act: "close", closingId },
    "closing.postpone": {
      act: "postpone",
      closingId,
      ground: "As a test",
      text: "",
      newLocalDate: "2001-01-01",
      newLocalTime: "10:00",
    },
    "closing.terminate": { act: "terminate", closingId, ground: "As a test", text: "" },
    "closing.set-clock": { act: "set-clock", closingId, shows: "2031-03-10T10:00:00Z" },
  };
  return acts[action] ?? null;
}

const nowhere: At = { closingId: randomUUID(), conditions: [randomUUID()], documents: {} };
const personal = Object.entries(byPerson) as [Action, readonly Principal[]][];
const asActs = personal.filter(([action]) => actFor(action, nowhere));

test("the actions that are no acts at a Time of Delivery are asked for below", () => {
  const others = personal.filter(([action]) => !actFor(action, nowhere)).map(([action]) => action);
  expect(others.sort()).toEqual([
    "act.withdraw",
    "closing-set.export",
    "default.arrange",
    "default.record",
    "default.require",
    "distribution.edit",
    "distribution.send",
    "log.read",
    "offering.read",
    "settlement.read",
    "terms.edit",
    "view-as",
  ]);
});

for (const [action, expected] of asActs) {
  test(`${action}, at a Time of Delivery that is over`, async () => {
    const body = actFor(action, cast.over) as object;
    // The page would be of a party that is not there, which is looked for once the policy has let it through.
    const missing = action === "signature-page.edit";
    expect(await letThrough((principal) => isLetThrough(principal, body, missing))).toEqual(inOrder(expected));
  });
}

test("who may take something back: anyone who can have done something", async () => {
  const body = { act: "withdraw", conditionId: cast.open.conditions[0], actId: randomUUID(), reason: "As a test." };
  // Nobody has done what this would take back: those who may ask are told that there is no such act.
  const allowed = await letThrough((principal) => isLetThrough(principal, body, true));
  expect(allowed).toEqual(inOrder(byPerson["act.withdraw"] ?? []));
});

for (const [number, kind] of conditionKinds.entries()) {
  for (const basis of bases) {
    test(`a condition of kind ${kind} takes a sign-off on ${basis} from those named, open or over`, async () => {
      for (const at of [cast.open, cast.over]) {
        const conditionId = at.conditions[number];
        // Another requirement than the one on screen: refused by the domain, after the policy.
        const body = { act: "sign-off", conditionId, basis, evidence: [], requirement: 999, detail: {} };
        expect(await letThrough((principal) => isLetThrough(principal, body))).toEqual(inOrder(byKind[kind][basis]));
      }
    });
  }

  test(`a document for a condition of kind ${kind} is delivered by those named, open or over`, async () => {
    for (const at of [cast.open, cast.over]) {
      const documents = Object.entries(at.documents).filter(([key]) =>
        key.startsWith(`7(${String.fromCharCode(97 + number)}) `),
      );
      for (const [, deliverableId] of documents) {
        const path = `/api/offerings/${cast.offeringId}/deliverables/${deliverableId}/versions`;
        const query = new URLSearchParams({ fileName: "Empty.pdf", stage: "draft", share: "false" });
        const allowed = await letThrough(async (principal) => {
          const response = await sessionOf(principal).post(`${path}?${query}`, {
            headers: { "idempotency-key": randomUUID(), "content-type": "application/octet-stream" },
            data: Buffer.alloc(0),
          });
          const said = (await response.json()) as { code?: string };
          // An empty file is refused once the policy has let its bearer through; so is any file where all is over.
          return said.code === "file-empty" || judge(response.status(), said, `${principal} delivers for ${kind}`);
        });
        expect(allowed).toEqual(inOrder(byKind[kind].deliver));
      }
    }
  });
}

test("who may read a private note: the side that made it", async () => {
  const conditionId = cast.open.conditions[0];
  for (const principal of principals) {
    const response = await sessionOf(principal).get(`/api/offerings/${cast.offeringId}/conditions/${conditionId}`);
    const text = await response.text();
    const heard = sides.filter((side: Side) => text.includes(`Only for ${side}`));
    expect(heard).toEqual(sides.filter((side) => (sidesOf[side] as readonly Principal[]).includes(principal)));
  }
});

test("who may look with another part's eyes, read the log and read the offering", async () => {
  const checklist = `/api/offerings/${cast.offeringId}/closings/${cast.open.closingId}/checklist`;
  const reads = async (path: string) =>
    letThrough(async (principal) => {
      const response = await sessionOf(principal).get(path);
      return judge(response.status(), await response.json(), path);
    });
  expect(await reads(`${checklist}?as=issuer`)).toEqual(inOrder(byPerson["view-as"] ?? []));
  expect(await reads(checklist)).toEqual(inOrder(byPerson["offering.read"] ?? []));
  expect(await reads(`/api/offerings/${cast.offeringId}/log`)).toEqual(inOrder(byPerson["log.read"] ?? []));
});

test("who may see the money, and record something about a default", async () => {
  const closing = ({ closingId }: At) => `/api/offerings/${cast.offeringId}/closings/${closingId}`;
  for (const path of [`${closing(cast.open)}/settlement`, `${closing(cast.open)}/default`]) {
    const seen = await letThrough(async (principal) => {
      const response = await sessionOf(principal).get(path);
      return judge(response.status(), await response.json(), path);
    });
    expect(seen, path).toEqual(inOrder(byPerson["settlement.read"] ?? []));
  }
  const entries: [Action, object][] = [
    ["default.record", { act: "record", underwriter: "Nobody", localDate: "2004-03-09", localTime: "10:00" }],
    ["default.arrange", { act: "arrange", name: "Nobody", amount: "1" }],
    ["default.require", { act: "company", requires: true }],
  ];
  for (const [action, entry] of entries) {
    const recorded = await letThrough(async (principal) => {
      const response = await sessionOf(principal).post(`${closing(cast.over)}/default`, {
        headers: { "idempotency-key": randomUUID() },
        data: { ...entry, closingId: cast.over.closingId },
      });
      return judge(response.status(), await response.json(), action);
    });
    expect(recorded, action).toEqual(inOrder(byPerson[action] ?? []));
  }
});

test("who may say who gets which tabs of the closing set, and give a set out", async () => {
  const { closingId } = cast.open;
  const set = `/api/offerings/${cast.offeringId}/closings/${closingId}/closing-set`;
  const link = { buildId: "0".repeat(32), name: "Nobody", email: null, days: 14, maxDownloads: null, passphrase: null };
  const wishes: [Action, string, object][] = [
    // Over a revision that there is not, and of a build that there is not: looked at once the policy has let it through.
    ["distribution.edit", `${set}/distribution/sets`, { closingId, revision: 999, sets: [] }],
    ["distribution.send", `${set}/links`, { closingId, ...link, mail: false }],
  ];
  for (const [action, path, data] of wishes) {
    const allowed = await letThrough(async (principal) => {
      const response = await sessionOf(principal).post(path, { headers: { "idempotency-key": randomUUID() }, data });
      return response.status() === 404 || judge(response.status(), await response.json(), action);
    });
    expect(allowed, action).toEqual(inOrder(byPerson[action] ?? []));
  }
});

test("a stranger, signed in or not, is told that there is nothing", async ({ baseURL }) => {
  const origin = baseURL ?? "";
  const anonymous = await request.newContext({ baseURL: origin, extraHTTPHeaders: { origin } });
  const stranger = await request.newContext({ baseURL: origin, extraHTTPHeaders: { origin } });
  await signIn(stranger, origin, "carbone@section-seven.example");
  const paths = [
    `/api/offerings/${cast.offeringId}/closings/${cast.open.closingId}/checklist`,
    `/api/offerings/${cast.offeringId}/closings/${cast.open.closingId}/status`,
    `/api/offerings/${cast.offeringId}/closings/${cast.open.closingId}/timeline`,
    `/api/offerings/${cast.offeringId}/closings/${cast.open.closingId}/settlement`,
    `/api/offerings/${cast.offeringId}/conditions/${cast.open.conditions[0]}`,
    `/api/offerings/${cast.offeringId}/log`,
    `/api/offerings/${cast.offeringId}/live`,
  ];
  for (const path of paths) {
    expect((await stranger.get(path)).status(), path).toBe(404);
    expect([401, 404], path).toContain((await anonymous.get(path)).status());
  }
  await anonymous.dispose();
  await stranger.dispose();
});
