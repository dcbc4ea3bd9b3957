import "server-only";
import type {
  DistributionInput,
  DistributionSet,
  DistributionView,
  KeptDistribution,
  RecipientView,
  SetRecipient,
} from "@/lib/contracts/distribution";
import type { Problem } from "@/lib/contracts/problem";
import { findDistribution, recordDistribution } from "@/lib/db/closing-set";
import { logEvent } from "@/lib/db/events";
import { type Road, travel } from "@/lib/db/road";
import { loadScene, type Scene } from "@/lib/db/scene";
import { scopeOf, withScope } from "@/lib/db/scope";
import { listBuildRows } from "@/lib/db/set-builds";
import { listSetLinks } from "@/lib/db/set-links";
import type { Actor } from "@/lib/domain/actor";
import type { ClosingId, OfferingId, PersonId } from "@/lib/domain/ids";
import { err, ok, type Result } from "@/lib/domain/result";
import { env } from "@/lib/env";
import { noticeOf } from "@/lib/exports/part-of-set";
import { authorize } from "@/lib/policy/policy";
import { digestOf } from "./act";
import { canonicalDigest } from "./canonical-digest";
import { readIndex } from "./closing-set-index";
import { inputOf } from "./closing-set-input";
import { checkSnapshot } from "./closing-set-preflight";
import { recordOf } from "./closing-set-record";
import { type ClosingSnapshot, readClosingSnapshot } from "./closing-set-snapshot";
import { type KeyedPart, tabsOf, withEdits } from "./closing-set-tabs";
import { findSet, nowhere, readDistribution } from "./kept-distribution";
import { pagesOfSet } from "./pages-of-set";
import { isInSet, preflightOf } from "./part-of-snapshot";
import { presentHead, presentViewer } from "./present";
import { presentBuild } from "./present-build";
import { presentTab } from "./present-tab";
import { presentLink } from "./set-links";
import { conditionKey, recordKeys } from "./tab-keys";

/** The distribution's page: the tabs, the sets and whom they are for, and what was built for them. */
export async function viewDistribution(
  actor: Actor,
  { closingId }: { closingId: ClosingId },
): Promise<Result<DistributionView, Problem>> {
  const read = await readClosingSnapshot(actor, { closingId });
  if (!read.ok) return read;
  const snapshot = read.value;
  const { parties, people } = snapshot.scene;
  const send = authorize(actor, "distribution.send").ok;
  const kept = await withScope(scopeOf(actor), async (tx) => ({
    distribution: await readDistribution(tx, snapshot),
    index: await readIndex(tx, closingId),
    builds: await listBuildRows(tx, closingId),
    links: send ? await listSetLinks(tx, closingId) : [],
  }));
  const { parts } = tabsOf(snapshot, recordOf(snapshot), nowhere);
  const now = new Date();
  return ok({
    head: presentHead({ scene: snapshot.scene, real: now }),
    viewer: presentViewer({ actor, viewingAs: null }),
    distribution: kept.distribution,
    parts: withEdits(parts, kept.index.edits).map(({ title, tabs }) => ({
      title,
      tabs: tabs.map(({ key, number, title, omitted, documents }) => ({
        key,
        number,
        title,
        omitted: omitted !== undefined,
        documents: documents.length,
      })),
    })),
    parties: parties.map(({ id, name, role }) => ({ id, name, role })),
    people: people
      .filter(({ left }) => !left)
      .map(({ id, name, party }) => ({ id, name, party: party.name, partyId: party.id })),
    builds: await Promise.all(kept.builds.map(presentBuild)),
    links: kept.links.map((link) => presentLink(link, now)),
    mails: env.SMTP_URL !== undefined,
    may: { edit: authorize(actor, "distribution.edit").ok, send },
  });
}

/** Keeps who gets which tabs; refused where somebody else changed it meanwhile, and for whom or what is not of this closing. */
export function saveDistribution(
  who: { personId: PersonId; offeringId: OfferingId; key: string },
  input: DistributionInput,
): Promise<Result<KeptDistribution, Problem>> {
  return travel<KeptDistribution, Problem>({ ...who, hash: digestOf(input) }, (road) => saveOn(road, input));
}

async function saveOn(
  { tx, actor, real }: Road,
  { closingId, revision, sets }: DistributionInput,
): Promise<Result<KeptDistribution, Problem>> {
  const grant = authorize(actor, "distribution.edit");
  if (!grant.ok) return grant;
  const scene = await loadScene(tx, closingId);
  if (!scene || scene.closing.offeringId !== actor.offeringId) return err({ code: "not-found" });
  const kept = await findDistribution(tx, closingId);
  if ((kept?.revision ?? 0) !== revision) return err({ code: "changed-meanwhile", what: "who gets which tabs" });
  const fault = sets.map((set, place) => faultOf(set, place, scene)).find((found) => found !== null);
  if (fault) return err({ code: "terms-not-valid", ...fault });

  const { offeringId, personId: by } = actor;
  const next = revision + 1;
  await recordDistribution(tx, { offeringId, closingId, by, at: real, revision: next, sets: [...sets] });
  await logEvent(tx, actor, real, {
    type: "closing-set.distribution-edited",
    compartment: "shared",
    closingId,
    conditionId: null,
    payload: {
      closingId,
      revision: next,
      setsSha256: canonicalDigest(sets),
      sets: sets.map(({ name, tabs, recipients }) => ({
        name,
        tabs: tabs === "all" ? "all" : tabs.length,
        recipients: recipients.length,
      })),
    },
  });
  return ok({ revision: next, sets });
}

type Fault = { field: string; message: string };

/** What is wrong with a set: a tab or a recipient that this closing does not have. */
function faultOf({ tabs, recipients, name }: DistributionSet, place: number, scene: Scene): Fault | null {
  const at = (field: string) => `sets.${place}.${field}`;
  const known = new Set([...scene.closing.conditions.map(({ id }) => conditionKey(id)), ...recordKeys]);
  const isKnown = (key: string) => known.has(key) || /^agreement:[0-9a-f-]{36}$/.test(key);
  if (tabs !== "all" && tabs.length === 0) return { field: at("tabs"), message: `${name} has no tab. Tick one.` };
  if (tabs !== "all" && !tabs.every(isKnown))
    return { field: at("tabs"), message: `${name} has a tab that is unknown.` };
  if (!recipients.every((recipient) => isOfClosing(recipient, scene)))
    return { field: at("recipients"), message: `${name} is for somebody who is not of this closing.` };
  return null;
}

function isOfClosing(recipient: SetRecipient, { parties, people }: Scene): boolean {
  if (recipient.kind === "party") return parties.some(({ id }) => id === recipient.partyId);
  if (recipient.kind === "person") return people.some(({ id, left }) => id === recipient.personId && !left);
  return true;
}

/** One set as those who get it will find it: made as a build makes it, from what is kept now, and not sent to anybody. */
export async function viewAsRecipient(
  actor: Actor,
  { closingId, setId }: { closingId: ClosingId; setId: string },
): Promise<Result<RecipientView, Problem>> {
  const grant = authorize(actor, "view-as");
  if (!grant.ok) return grant;
  const read = await readClosingSnapshot(actor, { closingId });
  if (!read.ok) return read;
  const snapshot = read.value;
  const found = await findSet(actor, snapshot, setId);
  if (!found) return err({ code: "not-found" });
  const { edits } = await withScope(scopeOf(actor), (tx) => readIndex(tx, closingId));
  const { input, keyed, part } = inputOf(snapshot, edits, nowhere, { set: found.set });
  const pagesOf = await pagesOfSet(keyed, input.papers ?? []);
  const { title, issuer, securities, timeOfDelivery } = input;
  return ok({
    set: found.set,
    title,
    issuer,
    securities,
    timeOfDelivery,
    notice: noticeOf(input),
    parts: keyed.map(({ title, tabs }) => ({ title, tabs: tabs.map((tab) => presentTab(tab, pagesOf)) })),
    omitted: omittedFrom(snapshot, edits, found.set),
    preflight: preflightOf(await checkSnapshot(snapshot, new Date()), part, found.set),
  });
}

function omittedFrom(snapshot: ClosingSnapshot, edits: Parameters<typeof withEdits>[1], set: DistributionSet) {
  const { parts } = tabsOf(snapshot, recordOf(snapshot), nowhere);
  const all: KeyedPart[] = withEdits(parts, edits);
  return all
    .flatMap(({ tabs }) => tabs)
    .filter(({ key }) => !isInSet(set, key))
    .map(({ number, title, documents }) => ({ number, title, documents: documents.map((document) => document.title) }));
}
