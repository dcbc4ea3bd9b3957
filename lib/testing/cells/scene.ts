import { createHash, randomUUID } from "node:crypto";
import type { Prisma } from "@/lib/db/generated/client";
import type { Side } from "@/lib/domain/role";
import { storeBytes } from "@/lib/files/store";
import { type ClosingState, type Member, members, type VersionState } from "@/lib/policy/cells.table";
import { type Cast, inOffering } from "./cast";

export const otherSide = (side: Side): Side => (side === "issuer" ? "underwriters" : "issuer");

/** One Time of Delivery in one of the twenty-eight states, as somebody of one side meets it, and what an act there names. */
export type Scene = {
  closingId: string;
  condition: { main: string; free: string; signed: string; waived: string };
  deliverableId: string;
  version: { id: string; sha256: string };
  /** A note that lies where the version does. */
  note: string;
  /** The sign-off and the waiver that the Representative gave. */
  signOffId: string;
  waiverId: string;
  /** Of each party, a page to be put in escrow and one to be taken out. */
  pages: Record<string, { in: string; out: string }>;
  order: string[];
};

type Make = { closing: ClosingState; version: VersionState; side: Side };

const judgment = { basis: "judgment", role: "representative", sameDay: false };
const form = { basis: "form", role: "underwriters_counsel", sameDay: false };
const moment = new Date("2031-03-10T15:00:00Z");

/** Writes the rows of a scene straight into the tables: what the acts would have left there. */
export async function makeScene(cast: Cast, { closing, version, side }: Make): Promise<Scene> {
  const { offeringId, people } = cast;
  const ids = () => randomUUID() as string;
  const closingId = ids();
  const condition = { main: ids(), free: ids(), signed: ids(), waived: ids() };
  const deliverableId = ids();
  const settled = closing === "ready" || closing === "closed";
  const by = people["Representative with authority"];
  const counsel = people["underwriters’ counsel"];
  const scene: Scene = {
    ...{ closingId, condition, deliverableId, note: `Note ${ids()}`, signOffId: ids(), waiverId: ids() },
    ...{ version: { id: ids(), sha256: "" }, pages: {}, order: Object.values(condition) },
  };
  const { versions, sharedIds, inForce } = await versionsOf(scene, version, side, people["issuer officer"].personId);
  const at = { offeringId, at: moment };
  const signOff = (
    more: Pick<Prisma.SignOffCreateManyInput, "conditionId" | "basis" | "role"> & { id?: string; evidence?: object },
  ) => {
    const signer = more.basis === "form" ? counsel : by;
    const { evidence = [], ...rest } = more;
    const said = {
      clock: moment,
      sameDay: false,
      statement: "Said.",
      evidence: evidence as object,
      requirement: 0,
      detail: {},
    };
    return { ...at, ...said, ...rest, by: signer.personId, partyId: signer.partyId };
  };
  const relied = [{ deliverableId, sha256: inForce.sha256 }];

  await inOffering(offeringId, async (tx) => {
    await tx.closing.create({
      data: {
        ...{ id: closingId, offeringId, pricingAgreementId: cast.pricingAgreementId, label: `Closing ${closingId}` },
        ...{ localDate: "2031-03-11", localTime: "10:00", zone: "America/New_York", location: "", place: 0 },
      },
    });
    const kinds = { main: "opinion", free: "other", signed: "other", waived: "other" } as const;
    await tx.condition.createMany({
      data: Object.entries(kinds).map(([name, kind], place) => ({
        ...{
          id: condition[name as keyof typeof kinds],
          offeringId,
          closingId,
          label: `7(${name[0]})`,
          title: `The ${name} one`,
        },
        ...{ text: "", kind, mode: "whole", place, furnishedTo: ["representative"] },
        ...{
          furnishedBy: name === "main" ? ["issuer_counsel"] : [],
          requires: name === "main" ? [form, judgment] : [judgment],
        },
      })),
    });
    const document = {
      offeringId,
      conditionId: condition.main,
      title: "Opinion letter",
      dated: "time-of-delivery",
      place: 0,
    };
    await tx.deliverable.create({ data: { id: deliverableId, ...document } });
    await tx.version.createMany({ data: versions.map((row) => ({ ...row, ...at, deliverableId })) });
    await tx.share.createMany({ data: sharedIds.map((versionId) => ({ ...at, versionId, by: by.personId })) });
    const compartment = compartmentOf(version, side);
    if (compartment) {
      await tx.note.create({
        data: { ...at, compartment, conditionId: condition.main, text: scene.note, by: by.personId },
      });
    }
    const given = [
      signOff({ id: scene.signOffId, conditionId: condition.signed, basis: "judgment", role: "representative" }),
      ...(settled
        ? [
            signOff({ conditionId: condition.main, basis: "form", role: "underwriters_counsel", evidence: relied }),
            signOff({ conditionId: condition.main, basis: "judgment", role: "representative", evidence: relied }),
            signOff({ conditionId: condition.free, basis: "judgment", role: "representative" }),
          ]
        : []),
    ];
    await tx.signOff.createMany({ data: given });
    const words = { text: "Waived.", scope: "All of it", role: "representative", clock: moment };
    await tx.waiver.create({
      data: {
        id: scene.waiverId,
        ...at,
        conditionId: condition.waived,
        ...words,
        partyId: by.partyId,
        by: by.personId,
      },
    });
    await makePages();
    const steps = {
      open: [],
      ready: ["pre-closing", "on-the-call"],
      closed: ["pre-closing", "on-the-call", "closed"],
      terminated: ["terminated"],
    };
    for (const [place, step] of steps[closing].entries()) {
      await tx.closingStep.create({
        data: {
          offeringId,
          closingId,
          step,
          by: by.personId,
          role: "representative",
          at: new Date(moment.getTime() + place),
          clock: moment,
        },
      });
    }

    async function makePages() {
      const parties = [...new Set(members.map((who) => people[who].partyId))];
      for (const partyId of parties) scene.pages[partyId] = { in: ids(), out: ids() };
      const row = {
        offeringId,
        closingId,
        document: "Indenture",
        signatory: "A Signatory",
        capacity: "Officer",
        place: 0,
      };
      const pages = Object.entries(scene.pages);
      await tx.signaturePage.createMany({
        data: pages.flatMap(([partyId, pair]) => Object.values(pair).map((id) => ({ ...row, id, partyId }))),
      });
      const steps = pages.flatMap(([, pair]) => [
        [pair.in, settled ? ["out", "in-escrow", "release-authorised"] : ["out"]] as const,
        [pair.out, settled ? ["out", "in-escrow", "release-authorised"] : ["out", "in-escrow"]] as const,
      ]);
      await tx.signaturePageStep.createMany({
        data: steps.flatMap(([signaturePageId, list]) =>
          list.map((step, place) => ({
            offeringId,
            signaturePageId,
            step,
            by: by.personId,
            at: new Date(moment.getTime() + place),
          })),
        ),
      });
    }
  });
  return scene;
}

const compartmentOf = (version: VersionState, side: Side) => {
  if (version === "quarantined") return null;
  if (version === "released" || version === "superseded") return "shared";
  return version.endsWith("own side") ? side : otherSide(side);
};

/** The versions of the document: one in force for all, and the one that the state speaks of, which may be the same. */
async function versionsOf(scene: Scene, state: VersionState, side: Side, by: string) {
  const stored = async (words: string) => storeBytes(Buffer.from(`${words} ${randomUUID()}\n`));
  const row = (number: number, file: { sha256: string; bytes: number }, compartment: Side, stage: string) => ({
    ...{ number, sha256: file.sha256, bytes: file.bytes, fileName: `Version ${number}.txt`, mediaType: "text/plain" },
    ...{ id: randomUUID() as string, compartment: compartment as string, stage, datedOn: null, by },
  });
  if (state === "released" || state === "superseded") {
    const only = row(1, await stored("First"), side, "executed");
    if (state === "released") {
      scene.version = { id: only.id, sha256: only.sha256 };
      return { versions: [only], sharedIds: [only.id], inForce: only };
    }
    const next = row(2, await stored("Second"), side, "executed");
    scene.version = { id: only.id, sha256: only.sha256 };
    return { versions: [only, next], sharedIds: [only.id, next.id], inForce: next };
  }
  const inForce = row(1, await stored("In force"), "issuer", "executed");
  if (state === "quarantined") {
    scene.version = { id: randomUUID(), sha256: createHash("sha256").update(randomUUID()).digest("hex") };
    return { versions: [inForce], sharedIds: [inForce.id], inForce };
  }
  const owner = state.endsWith("own side") ? side : otherSide(side);
  const tested = row(2, await stored("Of one side"), owner, state.startsWith("in escrow") ? "executed" : "draft");
  scene.version = { id: tested.id, sha256: tested.sha256 };
  return { versions: [inForce, tested], sharedIds: [inForce.id], inForce };
}

/** The party of a signature page that the version's state speaks of: one's own, or one across the wall. */
export function partyFor(cast: Cast, who: Member, version: VersionState): string {
  if (!version.endsWith("another side")) return cast.people[who].partyId;
  const side = cast.people["issuer officer"].partyId;
  return who === "issuer officer" || who === "issuer’s counsel"
    ? cast.people["Representative with authority"].partyId
    : side;
}
