import type { Marker } from "./markers";
import type { LabelReading, NumberingStyle } from "./ordinals";

/** A label that the numbering accepted. `depth` 0 is a clause; `implied` says that its first sibling's label is not printed. */
export type NumberedMarker = {
  marker: Marker;
  reading: LabelReading;
  depth: number;
  implied: boolean;
  irregular: "skip" | "repeat" | null;
};

/** An open list: how it is numbered, how far it has come, and whether its labels begin paragraphs. */
type Level = { style: NumberingStyle; ordinal: number; place: Marker["place"]; members: number; hidden: boolean };

type Choice = { entry: NumberedMarker | null; before: Choice | null };
type State = { levels: readonly Level[]; cost: number; path: Choice | null };

/**
 * The cost of each oddity, in units where a plain label in sequence costs nothing. What matters is their order: to pass
 * over a label that begins a paragraph is dear, to take a pointer for a label dearer still, and a list of one is odd.
 */
const cost = {
  takePointer: 12,
  takeLikelyPointer: 5,
  takeAfterWord: 0.8,
  passBlock: 7,
  passAdjacent: 5,
  passAfterStop: 3,
  passAfterWord: 1.5,
  open: 1.5,
  openAfterColon: 0.5,
  openFirstLevelInline: 4,
  openPhrase: 2,
  openChoice: 5,
  openAfterPreposition: 1.5,
  sameStyleAsParent: 8,
  sameStyleAsAncestor: 1,
  unprintedFirst: 1.2,
  placeChange: 2.5,
  gap: 4,
  repeat: 6,
  restart: 3.5,
  single: 4,
  misprint: 2,
} as const;

/** Enough to keep every plausible reading of the open lists; the work per label is bounded by it. */
const beamWidth = 24;
/** A section with more labels than any agreement has is read with fewer ways kept, so that it ends in time. */
const manyLabels = 4000;
const narrowBeam = 8;
const deepest = 6;

/**
 * Reads a section's labels as one sequence: of all ways to take each label (as the next of an open list, as the first of
 * a new one, or as no label at all) the one that costs least over the whole section. Linear in the number of labels.
 */
export function solveNumbering(markers: readonly Marker[]): NumberedMarker[] {
  let states: State[] = [{ levels: [], cost: 0, path: null }];
  const width = markers.length > manyLabels ? narrowBeam : beamWidth;
  for (const marker of markers) {
    const next = new Map<string, State>();
    for (const state of states) {
      for (const candidate of readingsOf(state, marker)) {
        const key = candidate.levels.map((l) => `${l.style}${l.ordinal}${l.place[0]}${l.hidden ? "h" : ""}`).join("/");
        const known = next.get(key);
        if (!known || candidate.cost < known.cost) next.set(key, candidate);
      }
    }
    states = [...next.values()].sort((a, b) => a.cost - b.cost).slice(0, width);
  }
  const best = states
    .map((state) => ({ state, total: state.cost + closing(state.levels, 0) }))
    .sort((a, b) => a.total - b.total)[0];
  const entries: NumberedMarker[] = [];
  for (let choice = best?.state.path ?? null; choice; choice = choice.before) {
    if (choice.entry) entries.push(choice.entry);
  }
  return entries.reverse();
}

function* readingsOf(state: State, marker: Marker): Generator<State> {
  yield { levels: state.levels, cost: state.cost + passing(marker), path: state.path };
  const taking = state.cost + takingCost(marker);
  for (const reading of marker.readings) {
    yield* continuations(state, marker, reading, taking);
    if (reading.ordinal === 1 && !reading.misprint) yield* openings(state, marker, reading, taking, false);
    if (reading.ordinal === 2 && mayLackFirst(state, marker, reading)) {
      yield* openings(state, marker, reading, taking + cost.unprintedFirst, true);
    }
  }
}

/** A label that begins a paragraph in mid-sentence, as where a page ended there: it may be one of running words. */
const cutOff = (marker: Marker) => marker.place === "block" && marker.before !== "stop";

/** The cost of saying that this label numbers nothing. */
function passing(marker: Marker): number {
  if (marker.reference && marker.place !== "block") return 0;
  if (marker.place === "block") return marker.before === "stop" ? cost.passBlock : marker.pointerAfter ? 0.5 : 3;
  if (marker.pointerAfter || (marker.choosing && marker.place === "inline")) return 0.2;
  if (marker.place === "adjacent") return cost.passAdjacent;
  return marker.before === "stop" || marker.before === "joint" ? cost.passAfterStop : cost.passAfterWord;
}

function takingCost(marker: Marker): number {
  if (marker.reference && marker.place !== "block") return cost.takePointer;
  if (marker.pointerAfter && marker.place !== "block") return cost.takeLikelyPointer;
  if (marker.pointerAfter && marker.before !== "stop") return cost.takeLikelyPointer;
  return marker.place === "inline" && marker.before !== "stop" && marker.before !== "joint" ? cost.takeAfterWord : 0;
}

function* continuations(state: State, marker: Marker, reading: LabelReading, taking: number): Generator<State> {
  for (let depth = state.levels.length - 1; depth >= 0; depth -= 1) {
    const level = state.levels[depth]!;
    if (level.style !== reading.style) continue;
    const step = reading.ordinal - level.ordinal;
    const shut = closing(state.levels, depth + 1);
    const stays =
      level.place === marker.place || level.place === "adjacent" || marker.place === "adjacent" || cutOff(marker);
    if (reading.misprint && (step !== 1 || marker.place !== "block")) continue;
    const base = (reading.misprint ? cost.misprint : 0) + taking + shut + (stays ? 0 : cost.placeChange);
    const levels = (hidden: boolean): Level[] => [
      ...state.levels.slice(0, depth),
      {
        ...level,
        ordinal: reading.ordinal,
        place: cutOff(marker) ? level.place : marker.place,
        members: level.members + 1,
        hidden,
      },
    ];
    const take = (total: number, irregular: NumberedMarker["irregular"]): State => ({
      levels: levels(level.hidden),
      cost: total,
      path: level.hidden ? state.path : record(state, marker, reading, depth, false, irregular),
    });
    if (step === 1) yield take(base, null);
    else if (step >= 2 && step <= 4 && marker.place === "block") yield take(base + cost.gap + step, "skip");
    else if (step === 0 && marker.place === "block" && level.ordinal > 1) yield take(base + cost.repeat, "repeat");
    // The same list begun again under the same parent: its parts belong to the words around them.
    if (reading.ordinal === 1 && level.ordinal > 1 && depth > 0) {
      yield { levels: levels(true), cost: base + cost.restart, path: state.path };
    }
  }
}

function* openings(
  state: State,
  marker: Marker,
  reading: LabelReading,
  taking: number,
  implied: boolean,
): Generator<State> {
  const depth = state.levels.length;
  if (depth >= deepest) return;
  const parent = state.levels.at(-1);
  let total = taking + (marker.colonBefore ? cost.openAfterColon : cost.open);
  if (depth === 0 && marker.place === "inline") total += cost.openFirstLevelInline;
  if (parent?.style === reading.style) total += cost.sameStyleAsParent;
  else if (state.levels.some((level) => level.style === reading.style)) total += cost.sameStyleAsAncestor;
  if (marker.choosing && marker.place === "inline") total += cost.openChoice;
  if (depth >= 2 && marker.place === "inline" && !marker.colonBefore) {
    // Within a limb, short enumerations in running words are phrases more often than limbs.
    total += cost.openPhrase + (marker.before === "preposition" ? cost.openAfterPreposition : 0);
  }
  const opened: Level = {
    style: reading.style,
    ordinal: reading.ordinal,
    place: cutOff(marker) ? "adjacent" : marker.place,
    members: implied ? 2 : 1,
    hidden: parent?.hidden ?? false,
  };
  yield {
    levels: [...state.levels, opened],
    cost: total,
    path: opened.hidden ? state.path : record(state, marker, reading, depth, implied, null),
  };
}

/** Only a second part in running words, behind a clause of its own, can have a first whose label was left out. */
function mayLackFirst(state: State, marker: Marker, reading: LabelReading): boolean {
  if (marker.place !== "inline" || marker.reference || marker.pointerAfter || state.levels.length === 0) return false;
  if (marker.before !== "joint" && marker.before !== "stop") return false;
  return state.levels.every((level) => level.style !== reading.style);
}

/** The cost of ending the lists from `depth` on: a list of one part is odd. */
function closing(levels: readonly Level[], depth: number): number {
  let total = 0;
  for (let index = depth; index < levels.length; index += 1) if (levels[index]!.members === 1) total += cost.single;
  return total;
}

const record = (
  state: State,
  marker: Marker,
  reading: LabelReading,
  depth: number,
  implied: boolean,
  irregular: NumberedMarker["irregular"],
): Choice => ({ entry: { marker, reading, depth, implied, irregular }, before: state.path });
