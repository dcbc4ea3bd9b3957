// What is refused, and how: wishes that nobody is granted, and texts that somebody typed where they do not belong.
import { randomUUID } from "node:crypto";
import type { Caller } from "./caller";
import type { Garden } from "./garden";
import type { Things } from "./ground";
import type { Made } from "./offering";

/** Wishes about an offering that are granted to nobody, members or not: each with its address. */
export function hopelessWishes({ offeringId, closingId }: Made, things: Things): [path: string, body: object][] {
  const at = `/api/offerings/${offeringId}`;
  const act = (body: object): [string, object] => [`${at}/acts`, body];
  const some = { evidence: [{ deliverableId: randomUUID(), sha256: "c".repeat(64) }], requirement: 99, detail: {} };
  return [
    ...things.conditionId.map((conditionId) => act({ act: "sign-off", conditionId, basis: "judgment", ...some })),
    ...things.conditionId.map((conditionId) => act({ act: "note", conditionId, text: "", shared: true })),
    ...things.versionId.map((versionId) => act({ act: "share", conditionId: things.conditionId.at(-1), versionId })),
    act({ act: "withdraw", conditionId: things.conditionId[0], actId: randomUUID(), reason: "None." }),
    act({ act: "reorder", closingId, order: things.conditionId.slice(1) }),
    act({ act: "close", closingId }),
    act({ act: "start-call", closingId }),
    [`${at}/members/end`, { personId: randomUUID() }],
    [`${at}/invitations/revoke`, { invitationId: randomUUID() }],
    [`${at}/reuses`, { deliverableId: randomUUID(), versionId: things.versionId[0] }],
    [`${at}/closings/${closingId}/default`, { act: "record", closingId, underwriter: "Nobody" }],
    [`${at}/closings/${closingId}/closing-set/links/revoke`, { closingId, linkId: randomUUID() }],
  ];
}

/** Types words where they are refused, in every part of a request. They are to stand in no log. Returns how many requests that were. */
export async function typeInVain(caller: Caller, garden: Garden, { offeringId, closingId }: Made, things: Things) {
  const typed = () => garden.plant("what was typed in vain");
  const at = `/api/offerings/${offeringId}`;
  const gets = [
    `/${typed()}`,
    `/api/${typed()}`,
    `/offerings/${typed()}`,
    `${at}/closings/${closingId}/exports/${typed()}`,
    `${at}/log?closingId=${typed()}`,
    `${at}/conditions/${things.conditionId[0]}?as=${typed()}`,
    `/sign-in?next=/${typed()}`,
  ];
  const posts: [string, object][] = [
    ["/api/auth/sign-in/email", { email: `${typed()}@firm.test`, password: typed() }],
    [`/api/auth/${typed()}`, {}],
    ["/api/account/confirm", { password: typed() }],
    ["/api/invitations/accept", { token: `${typed()}${typed()}`, name: typed(), password: typed() }],
    ["/api/set-links/open", { token: `${typed()}${typed()}`, passphrase: typed() }],
    [`${at}/acts`, { act: typed(), [typed()]: typed() }],
    [`${at}/acts`, { act: "note", conditionId: typed(), text: typed(), shared: typed() }],
    [`${at}/conditions/${things.conditionId[0]}/instruments?fileName=${typed()}.exe`, Buffer.from(typed())],
    [
      `${at}/deliverables/${randomUUID()}/versions?fileName=${typed()}.pdf&stage=draft&share=false`,
      Buffer.from(typed()),
    ],
  ];
  const headers = () => ({ "user-agent": typed(), referer: `http://${typed()}.test/`, "x-forwarded-for": typed() });
  for (const path of gets) await (await caller.get(path, headers())).arrayBuffer();
  for (const [path, body] of posts) await (await caller.send(path, body)).arrayBuffer();
  return gets.length + posts.length;
}
