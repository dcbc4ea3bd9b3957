/** What a person may hear of in an offering: "shared", and the compartment of their own side. */
export type StreamRights = { compartments: readonly string[] };

/**
 * Who sits behind this session cookie, and what they may hear in this offering now. Null to a stranger and to a session
 * that has ended. Asked again and again while a stream is open, so it must not answer from memory.
 */
export type StreamAccess = (cookieHeader: string | undefined, offeringId: string) => Promise<StreamRights | null>;

/** How old an answer may be when an event is sent by it, in milliseconds. */
export const maxAccessAge = 1000;

/**
 * Asks once for all streams of one session in one offering, and reuses an answer only while it is younger than
 * `maxAccessAge`, counted from when it was asked for.
 */
export class RecentAccess {
  private readonly answers = new Map<string, { at: number; answer: Promise<StreamRights | null> }>();

  constructor(
    private readonly access: StreamAccess,
    private readonly now: () => number = Date.now,
  ) {}

  /** Rejects as the given function does; a failed answer is not kept. */
  ask(cookieHeader: string | undefined, offeringId: string): Promise<StreamRights | null> {
    const key = `${offeringId} ${cookieHeader ?? ""}`;
    const known = this.answers.get(key);
    if (known && this.now() - known.at < maxAccessAge) return known.answer;

    const answer = this.access(cookieHeader, offeringId);
    this.answers.set(key, { at: this.now(), answer });
    answer.catch(() => this.answers.delete(key));
    return answer;
  }

  /** Drops answers that are too old to be used. */
  forgetOld(): void {
    for (const [key, { at }] of this.answers) if (this.now() - at >= maxAccessAge) this.answers.delete(key);
  }
}
