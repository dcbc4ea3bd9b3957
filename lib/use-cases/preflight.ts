import type { PreflightCode, PreflightItem } from "@/lib/contracts/closing-set";
import { type Closing, countedConditions, signaturePageState, stageOf } from "@/lib/domain/closing";
import { type Condition, type Deliverable, inForce, liveMark, liveWaiver, type Version } from "@/lib/domain/condition";
import { type ConditionState, isSettled } from "@/lib/domain/condition-state";
import type { ConditionId } from "@/lib/domain/ids";
import { lapseSentence, listOf, type Names, nextSentence } from "@/lib/domain/words";
import type { SourceFacts } from "@/lib/exports/inspect-source";

export type PreflightMatter = {
  closing: Closing;
  states: ReadonlyMap<ConditionId, ConditionState>;
  names: Names;
  partyName: (partyId: string) => string;
  /** The pricing agreement's date, for what must carry it. */
  pricedOn: string | null;
  /** Pages of each file when it was taken in, and what the binder meets in it now, by digest. */
  pagesTaken: ReadonlyMap<string, number>;
  facts: ReadonlyMap<string, SourceFacts>;
};

/** What is to be known and does not make a set less than it should be. */
const notes: readonly PreflightCode[] = ["not-a-pdf", "no-text-layer", "signature-voided", "name-clash"];

/**
 * Everything that stands between a Time of Delivery and a set that is right the first time, in the order of the agreement,
 * each with its remedy. Pure: the files were looked into before.
 */
export function preflight(matter: PreflightMatter): PreflightItem[] {
  const { closing } = matter;
  const items: PreflightItem[] = [];
  const stage = stageOf(closing);
  if (stage !== "closed") {
    const sentence =
      stage === "terminated"
        ? "This Time of Delivery was terminated: the set will record that nothing was delivered."
        : "The closing has not been declared yet; the set will say so.";
    items.push(
      item("not-closed", null, null, "Closing", sentence, "Build the final set after the closing has been declared."),
    );
  }
  const counted = new Set(countedConditions(closing).map(({ id }) => id));
  for (const condition of closing.conditions) {
    const state = matter.states.get(condition.id);
    if (!state) throw new Error(`No state for ${condition.label}`);
    if (counted.has(condition.id)) items.push(...ofCondition(matter, condition, state));
    for (const deliverable of condition.deliverables) items.push(...ofDocument(matter, condition, deliverable));
  }
  items.push(...ofPages(matter));
  items.push(...ofNames(closing));
  return items;
}

function ofCondition({ names }: PreflightMatter, condition: Condition, state: ConditionState): PreflightItem[] {
  const lapses = [...state.stale, ...state.expired].map((lapse) =>
    item(
      lapse.cause === "document-replaced" ? "superseded" : "condition-open",
      condition,
      null,
      condition.label,
      lapseSentence(lapse, names),
      "Have it signed off again on what is in force now.",
    ),
  );
  if (lapses.length > 0) return lapses;
  if (isSettled(state)) return [];
  if (state.status === "failed") {
    const sentence = "The Representatives have declared that this condition failed.";
    return [
      item("condition-open", condition, null, condition.label, sentence, "Have it waived, or withdraw the mark."),
    ];
  }
  // A missing document is told of the document itself.
  if (state.next?.do === "deliver") return [];
  const next = state.next ? `${nextSentence(state.next, names)}.` : "Nothing is recorded for it.";
  return [
    item(
      "condition-open",
      condition,
      null,
      condition.label,
      `Not satisfied yet: ${next}`,
      "Have it signed off, or waived.",
    ),
  ];
}

function ofDocument(matter: PreflightMatter, condition: Condition, deliverable: Deliverable): PreflightItem[] {
  const version = inForce(deliverable);
  const dispensed = liveWaiver(condition) !== null || liveMark(condition)?.mark === "not-applicable";
  const say = (code: PreflightCode, sentence: string, remedy: string) =>
    item(code, condition, deliverable, condition.label, sentence, remedy);
  if (!version) {
    if (dispensed) return [];
    const waiting = deliverable.versions.length > 0;
    return [
      say(
        "missing",
        waiting ? "A version is there, and not shared with all parties." : "No version has been delivered.",
        waiting
          ? "Share the version, or deliver the executed one."
          : "Deliver the executed document, or omit the tab and say why.",
      ),
    ];
  }
  return [...ofDates(matter, deliverable, version, say), ...ofFile(matter, version, say)];
}

type Say = (code: PreflightCode, sentence: string, remedy: string) => PreflightItem;

function ofDates({ closing, pricedOn }: PreflightMatter, deliverable: Deliverable, version: Version, say: Say) {
  const found: PreflightItem[] = [];
  if (version.stage !== "executed") {
    const stage = version.stage.replace("-", " ");
    found.push(
      say(
        "unsigned",
        `The version in force is ${stage === "draft" ? "a draft" : `the ${stage}`}, not an executed one.`,
        "Deliver the executed document.",
      ),
    );
  }
  const due =
    deliverable.dated === "time-of-delivery"
      ? closing.localDate
      : deliverable.dated === "pricing-date"
        ? pricedOn
        : null;
  if (!deliverable.dated) return found;
  const asked = deliverable.dated === "time-of-delivery" ? "the Time of Delivery" : "the pricing agreement";
  if (!version.datedOn) {
    found.push(
      say(
        "undated",
        `The agreement asks for a document dated as ${asked}; no date is recorded.`,
        "Deliver it again with its date, or have the condition waived.",
      ),
    );
  } else if (due && version.datedOn !== due) {
    found.push(
      say(
        "dated-otherwise",
        `Dated ${version.datedOn}; the agreement asks for ${due}, the date of ${asked}.`,
        "Deliver one with that date, or have the condition waived.",
      ),
    );
  }
  return found;
}

function ofFile({ facts, pagesTaken }: PreflightMatter, version: Version, say: Say): PreflightItem[] {
  const found = facts.get(version.sha256);
  if (version.mediaType !== "application/pdf") {
    if (found?.state === "missing") return [lost(say)];
    return [
      say(
        "not-a-pdf",
        `${version.fileName} is not a PDF: it goes into the ZIP, and a sheet in the volume says so.`,
        "Deliver a PDF if it is to be bound.",
      ),
    ];
  }
  if (!found) return [];
  if (found.state === "missing") return [lost(say)];
  if (found.state === "password")
    return [say("encrypted", "The file opens only with a password.", "Deliver it without the password.")];
  if (found.state !== "readable")
    return [
      say("corrupt", "The file is damaged, and no page of it can be read.", "Save it anew and deliver it again."),
    ];
  const items: PreflightItem[] = [];
  if (found.recovered) {
    items.push(
      say(
        "recovered",
        "The file is damaged; its pages were recovered, and some may be missing.",
        "Compare it with the original; save it anew and deliver it again.",
      ),
    );
  }
  const taken = pagesTaken.get(version.sha256);
  if (taken !== undefined && taken !== found.pages) {
    items.push(
      say(
        "page-count-changed",
        `It had ${taken} pages when it was taken in; ${found.pages} can be read now.`,
        "Compare it with the original and deliver it again.",
      ),
    );
  }
  const without = found.pagesWithoutText;
  if (without.length > 0) {
    const which =
      without.length === found.pages
        ? "No page has"
        : `${pageList(without)} ${without.length === 1 ? "has" : "have"} no`;
    const sentence =
      without.length === found.pages ? `${which} a text that can be searched.` : `${which} text that can be searched.`;
    items.push(
      say("no-text-layer", sentence, "Run it through text recognition and deliver it again, if it is to be searched."),
    );
  }
  if (found.signed) {
    items.push(
      say(
        "signature-voided",
        "It carries a digital signature, which binding makes void in the volume.",
        "Nothing: the signed original goes into the ZIP untouched, and the slip sheet says so.",
      ),
    );
  }
  return items;
}

const lost = (say: Say) =>
  say(
    "lost",
    "The file cannot be found in the store of this installation.",
    "Tell whoever runs this site, and deliver the same file again.",
  );

const pageList = (pages: readonly number[]) =>
  pages.length > 8 ? `${pages.length} pages` : `${pages.length === 1 ? "Page" : "Pages"} ${listOf(pages.map(String))}`;

/** Signature pages of a closed Time of Delivery are released; before it, those whose release nobody authorised are named. */
function ofPages({ closing, partyName }: PreflightMatter): PreflightItem[] {
  const stage = stageOf(closing);
  return closing.signaturePages.flatMap((page) => {
    const state = signaturePageState(page, stage);
    if (state === "released" || state === "release-authorised") return [];
    const sentence = `The signature page of ${page.signatory} (${partyName(page.partyId)}) is ${state.replace("-", " ")}.`;
    return [
      {
        ...item("not-released", null, null, "Signature pages", sentence, "Have its release authorised."),
        document: page.document,
      },
    ];
  });
}

/** Two documents of one title are told apart by their numbers; people may still take one for the other. */
function ofNames({ conditions }: Closing): PreflightItem[] {
  const all = conditions.flatMap((condition) =>
    condition.deliverables
      .filter((deliverable) => inForce(deliverable))
      .map((deliverable) => ({ condition, deliverable })),
  );
  const byTitle = Map.groupBy(all, ({ deliverable }) => deliverable.title.trim().toLowerCase());
  return [...byTitle.values()].flatMap((same) => {
    const [first] = same;
    if (!first || same.length < 2) return [];
    const labels = listOf(same.map(({ condition }) => condition.label));
    const sentence = `Documents of the same title stand under ${labels}; their files are told apart by number only.`;
    return [
      item(
        "name-clash",
        first.condition,
        first.deliverable,
        first.condition.label,
        sentence,
        "Give each a title of its own, if people might mistake them.",
      ),
    ];
  });
}

function item(
  code: PreflightCode,
  condition: Condition | null,
  deliverable: Deliverable | null,
  label: string,
  sentence: string,
  remedy: string,
): PreflightItem {
  return {
    code,
    fault: !notes.includes(code),
    conditionId: condition?.id ?? null,
    deliverableId: deliverable?.id ?? null,
    label,
    document: deliverable?.title ?? null,
    sentence,
    remedy,
  };
}

/** How a fault is printed in a set that was built over it. */
export const faultLine = ({ label, document, sentence }: PreflightItem) =>
  `${[label, document].filter(Boolean).join(", ")}: ${sentence}`;
