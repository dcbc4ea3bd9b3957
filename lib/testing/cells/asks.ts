import { randomUUID } from "node:crypto";
import { type CellAction, type Member, members, type Principal, type VersionState } from "@/lib/policy/cells.table";
import type { Cast } from "./cast";
import { partyFor, type Scene } from "./scene";

export type Ask = {
  method: "GET" | "POST";
  path: string;
  body?: object;
  file?: Buffer;
  /** What stands in the answer if it is told, and not where it is not. */
  told?: string;
};

/** A program, which is refused at the door. */
const hostile = Buffer.concat([Buffer.from("7f454c46020101000000000000000000", "hex"), Buffer.alloc(600)]);

type About = { cast: Cast; scene: Scene; who: Principal; version: VersionState };

/** How each of the forty-five actions is asked for here. */
export function askFor(action: CellAction, about: About): Ask {
  const { cast, scene } = about;
  const { closingId, condition } = scene;
  const offering = `/api/offerings/${cast.offeringId}`;
  const closing = `${offering}/closings/${closingId}`;
  const get = (path: string, told?: string): Ask => ({ method: "GET", path, ...(told && { told }) });
  const post = (path: string, body: object): Ask => ({ method: "POST", path, body });
  const act = (name: string, body: object) => post(`${offering}/acts`, { act: name, ...body });
  // Whoever is not of the offering asks as the Representative would.
  const as: Member = members.find((member) => member === about.who) ?? "Representative with authority";
  const page = scene.pages[partyFor(cast, as, about.version)] as { in: string; out: string };
  const upload = (): Ask => ({
    method: "POST",
    path: `${offering}/deliverables/${scene.deliverableId}/versions?fileName=a.txt&stage=draft&share=false`,
    file: about.version === "quarantined" ? hostile : Buffer.from(`A draft ${randomUUID()}\n`),
  });
  const signOff = { basis: "judgment", requirement: 0, detail: {} };
  const evidence = [{ deliverableId: scene.deliverableId, sha256: scene.version.sha256 }];
  const edited = (change: object) =>
    act("edit-condition", { conditionId: condition.free, requirement: 0, terms: { ...terms, ...change } });

  switch (action) {
    case "list":
      return get(`${closing}/checklist`);
    case "view":
      return get(`${offering}/conditions/${condition.main}`, scene.version.id);
    case "preview":
      return get(`${offering}/versions/${scene.version.id}/file?view=1`);
    case "download":
      return get(`${offering}/versions/${scene.version.id}/file`);
    case "upload":
    case "replace":
      return upload();
    case "release":
      return act("share", { conditionId: condition.main, versionId: scene.version.id });
    case "put in escrow":
      return act("move-signature-page", { closingId, signaturePageId: page.in, step: "in-escrow" });
    case "take out of escrow":
      return act("move-signature-page", { closingId, signaturePageId: page.out, step: "withdrawn" });
    case "comment":
      return act("note", { conditionId: condition.main, text: "A note.", shared: false });
    case "read comments":
      return get(`${offering}/conditions/${condition.main}`, scene.note);
    case "sign":
      return act("sign-off", { conditionId: condition.main, evidence, ...signOff });
    case "withdraw":
      return act("withdraw", { conditionId: condition.signed, actId: scene.signOffId, reason: "A slip." });
    case "waive":
      return act("waive", { conditionId: condition.free, text: "Waived.", scope: "All", instrument: null });
    case "withdraw waiver":
      return act("withdraw", { conditionId: condition.waived, actId: scene.waiverId, reason: "A slip." });
    case "mark not applicable":
      return act("mark", { conditionId: condition.free, mark: "not-applicable", reason: "As a test." });
    case "add condition":
      return act("add-condition", { closingId, parentId: null, after: null, terms });
    case "edit condition":
      return edited({ title: "Other words" });
    case "set signers":
      return edited({ requires: [...terms.requires, { basis: "form", role: "underwriters_counsel", sameDay: false }] });
    case "set documents":
      return edited({ furnishedBy: ["issuer"], deliverables: [{ title: "A certificate", dated: null }] });
    case "remove condition":
      return act("remove-condition", { conditionId: condition.free, reason: "As a test." });
    case "reorder conditions":
      return act("reorder", { closingId, order: [...scene.order].reverse() });
    case "set time of delivery":
      return post(`${offering}/closings`, {
        ...{ pricingAgreementId: cast.pricingAgreementId, label: `Option ${randomUUID().slice(0, 8)}` },
        ...{ localDate: "2031-03-20", localTime: "10:00", zone: "America/New_York", location: "", terms: {} },
        conditions: { from: "nothing" },
      });
    case "postpone":
      return act("postpone", { closingId, ...ground, newLocalDate: "2031-03-20", newLocalTime: "10:00" });
    case "declare ready":
      return act("pre-closing", { closingId });
    case "declare closing":
      return act("close", { closingId });
    case "terminate":
      return act("terminate", { closingId, ...ground });
    case "invite":
      return post(`${offering}/invitations`, {
        ...{ partyId: cast.people["issuer officer"].partyId, email: `${randomUUID()}@firm.test`, name: "Nell" },
        ...{ title: "", authority: true, coordinator: false },
      });
    case "remove":
      return post(`${offering}/members/end`, { personId: spare(cast) });
    case "set Representative":
      return post(`${offering}/parties`, {
        ...{ organisation: `Bank ${randomUUID()}`, role: "representative", side: "underwriters" },
      });
    case "view members":
      return get(`${offering}/people`);
    case "notifications":
      return post(`${closing}/timeline/feed`, { act: "make", closingId, whose: "mine" });
    case "stream":
      return get(`${offering}/live`);
    case "export pdf":
      return get(`${closing}/exports/agenda.pdf`);
    case "export zip":
      return post(`${closing}/closing-set/builds`, { closingId, reason: "" });
    case "export xlsx":
      return get(`${closing}/exports/checklist.xlsx`);
    case "export csv":
      return get(`${closing}/exports/checklist.csv`);
    case "read log":
      return get(`${offering}/log`);
    case "end another’s session":
      return post("/api/account/sessions/end", { sessionId: cast.sessionOfAnother });
    // What is not offered has no address.
    case "change role":
      return post(`${offering}/members/role`, { personId: cast.people.observer.personId, role: "representative" });
    case "set authority":
      return post(`${offering}/members/authority`, { personId: cast.people.observer.personId, authority: true });
    case "search":
      return get(`${offering}/search?q=Opinion`);
    case "proof":
      return get(`${offering}/log/1/proof`);
    case "checkpoint":
      return get(`${offering}/log/checkpoint`);
    case "break glass":
      return post(`${offering}/break-glass`, { reason: "As a test." });
  }
}

const ground = { ground: "As a test", text: "" };
const terms = {
  ...{
    label: "7(z)",
    title: "A condition",
    text: "",
    kind: "other",
    mode: "whole",
    furnishedBy: [],
    windowHours: null,
  },
  ...{ furnishedTo: ["representative"], ratings: [], deliverables: [] },
  requires: [{ basis: "judgment", role: "representative", sameDay: false }],
};

const spares = new WeakMap<Cast, string[]>();
/** People of the issuer's party whose memberships may be ended, one for each time. */
export function keepSpares(cast: Cast, ids: string[]): void {
  spares.set(cast, ids);
}
const spare = (cast: Cast) => spares.get(cast)?.[0] ?? "";
export const takeSpare = (cast: Cast) => spares.get(cast)?.shift();
