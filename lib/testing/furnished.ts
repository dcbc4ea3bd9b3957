import { randomUUID } from "node:crypto";
import { agreementTerms, closingTerms, pricingTerms } from "@/lib/contracts/terms";
import { db } from "@/lib/db/client";
import { enter, withScope } from "@/lib/db/scope";
import type { DeliverableId, PartyId, PersonId } from "@/lib/domain/ids";
import type { Result } from "@/lib/domain/result";
import { sides } from "@/lib/domain/role";
import { keepBinder } from "@/lib/files/binder-folder";
import { storeBytes } from "@/lib/files/store";
import { bookkeeping } from "@/lib/log/bookkeeping";
import { act } from "@/lib/use-cases/act";
import { buildsAtRest } from "@/lib/use-cases/closing-set-builds";
import { recordDefault } from "@/lib/use-cases/default-acts";
import { deliverDocument } from "@/lib/use-cases/deliver-document";
import { saveDistribution } from "@/lib/use-cases/distribution";
import { beginClosingSet } from "@/lib/use-cases/export-closing-set";
import { instrumentReceiver } from "@/lib/use-cases/instrument";
import { invite } from "@/lib/use-cases/invite";
import { keepLogsBehind } from "@/lib/use-cases/keep-logs";
import { addParty } from "@/lib/use-cases/people";
import { makeSetLink } from "@/lib/use-cases/set-links";
import { anOffering, asking } from "./offering";
import { sessionOf } from "./session";

type Made = Awaited<ReturnType<typeof anOffering>>;
type Who = keyof Made["people"];

/** One thing of each kind that an input can name. */
export type Things = Record<
  | "offering"
  | "closing"
  | "condition"
  | "deliverable"
  | "version"
  | "signaturePage"
  | "party"
  | "person"
  | "act"
  | "instrumentAct"
  | "invitation"
  | "agreement"
  | "pricingAgreement"
  | "build"
  | "set"
  | "link"
  | "record"
  | "event"
  | "session"
  | "file"
  | "instrument",
  string
>;

const rule = {
  clause: "9",
  threshold: "1/11",
  arrangeHours: [36, 36],
  postpone: { count: 7, unit: "calendar-days" },
  stepUp: "if-company-requires",
  surviving: [],
} as const;
const securities = {
  kind: "debt",
  title: "Notes due 2041",
  principal: "200,000,000",
  publicPrice: "99.311",
  purchasePrice: "98.661",
  interest: {
    rate: "4.75",
    dayCount: "30/360",
    accruesFrom: "2031-03-11",
    firstCoupon: "2031-09-01",
    maturity: "2041-03-01",
  },
} as const;

const must = <T, P extends { code: string }>(result: Result<T, P>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};

/**
 * An offering in which there is one of everything, made by the acts themselves: documents shared and private, a sign-off, a
 * waiver with its writing, a signature page, an invitation, a default, a closing set. Its second condition is untouched.
 * With `spare`, it has so many untouched ones more at the end.
 */
export async function aFurnishedOffering({ spare = 0 } = {}) {
  const both = ["issuer_counsel", "underwriters_counsel"] as const;
  const made = await anOffering({
    rehearsal: true,
    conditions: [
      { label: "7(a)", furnishedBy: [...both] },
      { label: "7(b)", furnishedBy: [...both] },
      { label: "7(c)", furnishedBy: [...both] },
      { label: "7(d)", deliverables: 2 },
      ...Array.from({ length: spare }, (_, index) => ({ label: `8.${index + 1}`, furnishedBy: [...both] })),
    ],
  });
  const { offeringId, closingId, people } = made;
  const by = (who: Who) => asking(made, people[who]);
  const [signed, free, waived] = made.conditions as [
    Made["conditions"][0],
    Made["conditions"][0],
    Made["conditions"][0],
  ];
  const { agreementId, pricingAgreementId } = await agreed(made);

  const delivered = async (who: Who, deliverableId: DeliverableId | undefined, words: string, share: boolean) => {
    const file = await storeBytes(Buffer.from(`${words} ${randomUUID()}\n`));
    const wish = {
      deliverableId: deliverableId as DeliverableId,
      file,
      fileName: `${words}.txt`,
      stage: "executed" as const,
      share,
    };
    return { ...must(await deliverDocument(by(who), wish)), sha256: file.sha256 };
  };
  const common = await delivered("issuerCounsel", signed.deliverables[0], "Shared", true);
  const issuers = await delivered("issuerCounsel", free.deliverables[0], "Of the issuer", false);
  const underwriters = await delivered("counsel", free.deliverables[0], "Of the underwriters", false);

  const evidence = [{ deliverableId: signed.deliverables[0] as DeliverableId, sha256: common.sha256 }];
  const signOff = { basis: "form" as const, evidence, requirement: 0, detail: {} };
  const signing = must(await act(by("counsel"), { act: "sign-off", conditionId: signed.id, ...signOff }));
  const writing = await storeBytes(Buffer.from(`Waiver ${randomUUID()}\n`));
  must(
    await instrumentReceiver.receive(
      by("representative"),
      { offeringId, conditionId: waived.id, fileName: "Waiver.txt" },
      writing,
    ),
  );
  const waiving = must(
    await act(by("representative"), {
      ...{ act: "waive", conditionId: waived.id, text: "Waived.", scope: "All of it" },
      instrument: { sha256: writing.sha256, name: "Waiver.txt" },
    }),
  );
  const page = must(
    await act(by("counsel"), {
      ...{ act: "add-signature-page", closingId, partyId: people.issuer.partyId as PartyId },
      ...{ document: "Indenture", signatory: "A Signatory", capacity: "Treasurer" },
    }),
  );
  const record = must(
    await recordDefault(by("representative"), {
      ...{ act: "record", closingId, underwriter: "Cedar", localDate: "2031-03-11", localTime: "10:00" },
    }),
  );
  const party = must(
    await addParty(by("counsel"), { organisation: `Trust ${randomUUID()}`, role: "trustee", side: "trustee" }),
  );
  const invitation = must(
    await invite(by("counsel"), {
      ...{ partyId: party.partyId as PartyId, email: `${randomUUID()}@firm.test`, name: "Nell Newcomer" },
      ...{ title: "", authority: false, coordinator: false },
    }),
  );
  const build = must(await beginClosingSet(by("counsel"), { closingId, reason: "For the test." }));
  await buildsAtRest();
  const set = randomUUID();
  must(
    await saveDistribution(by("counsel"), {
      ...{ closingId, revision: 0, sets: [{ id: set, name: "A set", tabs: "all", recipients: [] }] },
    }),
  );
  const link = must(
    await makeSetLink(by("counsel"), {
      ...{ closingId, buildId: build.id, name: "Somebody", email: null, days: 14 },
      ...{ maxDownloads: null, passphrase: null, mail: false },
    }),
  );
  await sessionOf(people.issuer.personId);
  const session = await db.session.findFirstOrThrow({ where: { userId: people.issuer.personId } });

  const things: Things = {
    offering: offeringId,
    closing: closingId,
    condition: free.id,
    deliverable: free.deliverables[0] as string,
    version: common.versionId,
    signaturePage: page.id,
    party: people.issuer.partyId,
    person: people.issuer.personId,
    act: signing.id,
    instrumentAct: waiving.id,
    invitation: invitation.id,
    agreement: agreementId,
    pricingAgreement: pricingAgreementId,
    build: build.id,
    set,
    link: link.id,
    record: record.recordId,
    event: await anEvent(made, "counsel", "shared"),
    session: session.id,
    file: common.sha256,
    instrument: writing.sha256,
  };
  await keepLogsBehind({ onlyShared: true });
  return {
    ...made,
    things,
    binder: await aBinder(made),
    conditionsBy: { signed, free, waived },
    versions: { common, issuers, underwriters },
    party,
    issuersEvent: await anEvent(made, "issuerCounsel", "issuer"),
  };
}

/** The id of the first thing that somebody did in a compartment that the person may see. */
async function anEvent({ offeringId, people }: Made, who: Who, compartment: "shared" | "issuer"): Promise<string> {
  const scope = { personId: people[who].personId, compartments: [{ offeringId, compartment }] };
  const where = { offeringId, compartment, type: { notIn: [...bookkeeping] } };
  const found = await withScope(scope, (tx) => tx.event.findFirstOrThrow({ where, orderBy: { seq: "asc" } }));
  return found.id;
}

/** What the underwriters have on paper; its name. */
function aBinder({ closingId }: Made): Promise<string> {
  const at = new Date();
  const note = { cause: "change", reached: "day-before", timeOfDelivery: at, position: 1n, at, clock: at } as const;
  const page = Buffer.from("Of the underwriters.");
  return keepBinder(closingId, note, new Map([["underwriters", { pdf: page, csv: page, json: page }]]));
}

/** Terms under which a default can be recorded, and a clock that shows five past ten on the day. */
async function agreed({ offeringId, closingId, people }: Made) {
  return db.$transaction(async (tx) => {
    await enter(tx, { personId: people.counsel.personId, compartments: [{ offeringId, compartment: "shared" }] });
    await tx.agreement.updateMany({ where: { offeringId }, data: { terms: agreementTerms.parse({ default: rule }) } });
    await tx.pricingAgreement.updateMany({
      where: { offeringId },
      data: { terms: pricingTerms.parse({ securities }) },
    });
    await tx.closing.update({ where: { id: closingId }, data: { terms: closingTerms.parse({}) } });
    const pricing = await tx.pricingAgreement.findFirstOrThrow({ where: { offeringId } });
    const parts = { Alder: "88000000", Birch: "88000000", Cedar: "24000000" };
    await tx.allocation.createMany({
      data: Object.entries(parts).map(([underwriter, amount], place) => ({
        ...{ offeringId, pricingAgreementId: pricing.id, underwriter, amount, place },
      })),
    });
    const shows = new Date("2031-03-11T14:05:00Z");
    await tx.clockSetting.create({
      data: { offeringId, closingId, shows, at: new Date(), by: people.counsel.personId },
    });
    return { agreementId: pricing.agreementId, pricingAgreementId: pricing.id };
  });
}

/** Makes a person of one offering a member of another too: on the same side, with the same marks. */
export async function joinAs(other: Made, who: Who, personId: PersonId): Promise<void> {
  const { offeringId, people } = other;
  const compartments = ["shared" as const, ...sides].map((compartment) => ({ offeringId, compartment }));
  await db.$transaction(async (tx) => {
    await enter(tx, { personId, compartments });
    const where = { offeringId, personId: people[who].personId };
    const { partyId, authority, coordinator } = await tx.membership.findFirstOrThrow({ where });
    await tx.membership.create({ data: { offeringId, partyId, personId, title: "", authority, coordinator } });
  });
}

export type FurnishedOffering = Awaited<ReturnType<typeof aFurnishedOffering>>;
