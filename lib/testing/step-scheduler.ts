// Runs a few pieces of work in a given order of their steps, as a debugger with several hands would.

/** Every order in which works of so many steps each can be taken: [2, 1] gives 001, 010, 100. */
export function ordersOf(steps: readonly number[]): number[][] {
  if (steps.every((left) => left === 0)) return [[]];
  return steps.flatMap((left, work) =>
    left === 0 ? [] : ordersOf(steps.with(work, left - 1)).map((rest) => [work, ...rest]),
  );
}

/** A work that stops before each of its steps until it is told to go on. */
export class Stepped<T> {
  private release: (() => void) | undefined;
  private arrive: () => void = () => {};
  private arrived: Promise<void>;
  private over = false;
  readonly result: Promise<T>;

  constructor(work: (pause: () => Promise<void>) => Promise<T>) {
    this.arrived = this.nextArrival();
    this.result = work(() => this.pause()).finally(() => {
      this.over = true;
      this.arrive();
    });
    // Whoever runs the steps looks at the result in the end.
    this.result.catch(() => {});
  }

  get isOver(): boolean {
    return this.over;
  }

  /** Whether it stands before a step. */
  get isWaiting(): boolean {
    return this.release !== undefined;
  }

  /** Lets it take one step. Resolves when it stands before the next one, or is over. */
  async step(): Promise<void> {
    const release = this.release;
    if (!release) return this.arrived;
    this.release = undefined;
    this.arrived = this.nextArrival();
    release();
    return this.arrived;
  }

  private nextArrival(): Promise<void> {
    return new Promise((resolve) => {
      this.arrive = resolve;
    });
  }

  private pause(): Promise<void> {
    return new Promise((resolve) => {
      this.release = resolve;
      this.arrive();
    });
  }
}

/**
 * Takes the steps in the order. A work that is held up by another one (as `isHeldUp` says when it is asked after a moment)
 * is left to it, and its further steps come as soon as it goes on; in the end everything is taken to its end.
 */
export async function takeInOrder(
  works: readonly Stepped<unknown>[],
  order: readonly number[],
  isHeldUp: (work: number) => Promise<boolean>,
): Promise<void> {
  const take = async (work: number) => {
    const stepped = works[work];
    if (!stepped || stepped.isOver) return;
    let isDone = false;
    const done = stepped.step().then(() => {
      isDone = true;
    });
    while (!isDone) {
      await Promise.race([done, new Promise((resolve) => setTimeout(resolve, 10))]);
      if (!isDone && (await isHeldUp(work))) return;
    }
  };
  for (const work of order) await take(work);
  while (works.some(({ isOver }) => !isOver)) {
    for (const [work, { isWaiting }] of works.entries()) if (isWaiting) await take(work);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
