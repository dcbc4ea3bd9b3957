/** A row of the outbox, known by its place in the one order of all events. */
export type Positioned = { position: bigint };

/** PostgreSQL's account of which transactions were under way: all below xmin are over, none from xmax on had begun. */
export type Snapshot = { xmin: bigint; xmax: bigint };

type Gap = { xmax: bigint; since: number };

/** A transaction may take its position a moment before its number; a gap is not given up before this many milliseconds. */
const patience = 10_000;
/** A jump wider than this (a restored backup, a set sequence) is not a row of transactions under way. */
const widestJump = 10_000n;

/**
 * Follows events in the order of their positions although they become visible out of order: positions are given when a
 * row is inserted, and its transaction may commit after later ones, or never. What is seen is passed on at once; each
 * position passed over is remembered as a gap until its row appears, or until every transaction that could have taken
 * it is known to be over.
 */
export class Sequence {
  private readonly gaps = new Map<bigint, Gap>();

  constructor(private last: bigint) {}

  /** The greatest position seen. */
  get seen(): bigint {
    return this.last;
  }

  /** Whoever has everything up to here, and asks for what came after, misses nothing. */
  get settled(): bigint {
    const lowest = this.lowestGap();
    return lowest === undefined ? this.last : lowest - 1n;
  }

  /** The positions to look at again, lowest first. */
  get awaited(): bigint[] {
    return [...this.gaps.keys()].sort((a, b) => (a < b ? -1 : 1));
  }

  /**
   * Takes the rows read in one snapshot (the awaited ones that are there now, and those after `seen`, in ascending
   * order) and answers with those not passed on before.
   */
  take<T extends Positioned>(rows: readonly T[], snapshot: Snapshot, now: number): T[] {
    const fresh = rows.filter(({ position }) => position > this.last || this.gaps.has(position));
    for (const { position } of fresh) {
      this.gaps.delete(position);
      if (position <= this.last) continue;
      const from = position - this.last > widestJump ? position - widestJump : this.last + 1n;
      for (let missing = from; missing < position; missing++) {
        this.gaps.set(missing, { xmax: snapshot.xmax, since: now });
      }
      this.last = position;
    }
    for (const [position, gap] of this.gaps) {
      const over = snapshot.xmin >= gap.xmax;
      if (over && now - gap.since >= patience) this.gaps.delete(position);
    }
    return fresh;
  }

  private lowestGap(): bigint | undefined {
    let lowest: bigint | undefined;
    for (const position of this.gaps.keys()) if (lowest === undefined || position < lowest) lowest = position;
    return lowest;
  }
}
