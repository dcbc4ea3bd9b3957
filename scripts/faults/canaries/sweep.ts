// Asks for every address as somebody, and says what of the canaries came back and where.
import type { Address } from "./addresses";
import type { Caller } from "./caller";
import type { Canary, Garden } from "./garden";
import type { Secrets } from "./people";
import { wordsIn, wordsInFile } from "./words";

export class Sweep {
  /** Who saw what: a canary's word, and the people who did. */
  readonly seen = new Map<string, Set<string>>();
  readonly leaks: string[] = [];
  /** The addresses, by route, that were granted to somebody. */
  readonly granted = new Set<string>();
  asked = 0;
  refused = 0;
  private readonly secret: RegExp;

  constructor(
    private readonly garden: Garden,
    private readonly secrets: Secrets,
  ) {
    this.secret = anyOf([...secrets.keys()]);
  }

  /** Keeps what somebody saw, and whether they may. Of a word that was cut short it is enough that it can be one of theirs. */
  look(caller: Caller, at: string, words: Iterable<string>): void {
    for (const found of words) {
      const canaries = this.garden.canariesOf(found);
      const theirs = canaries.filter(({ circles }) => circles.some((circle) => caller.circles.includes(circle)));
      if (theirs.length === 0)
        this.leaks.push(
          `${caller.who} ${at}: ${canaries.map(wordsOf).join(" or ") || `${found}, which was never planted`}`,
        );
      if (canaries.length === 1) for (const { word } of theirs) this.noteSeen(word, caller.who);
    }
  }

  private noteSeen(word: string, who: string): void {
    this.seen.set(word, (this.seen.get(word) ?? new Set()).add(who));
  }

  /** What opens a door stands in no answer, but that an address has its own in it. */
  lookForSecrets(who: string, at: string, text: string, holds: (secret: string) => boolean = () => false): void {
    for (const [secret] of text.matchAll(this.secret)) {
      if (!holds(secret)) this.leaks.push(`${who} ${at}: ${this.secrets.get(secret)}`);
    }
  }

  async ask(caller: Caller, address: Address): Promise<void> {
    await this.askOnce(caller, address, address.path, {});
    if (address.isPage) await this.askOnce(caller, address, address.path, { RSC: "1" });
  }

  private async askOnce(
    caller: Caller,
    address: Address,
    path: string,
    headers: Record<string, string>,
  ): Promise<void> {
    this.asked++;
    const response = await caller.get(path, headers);
    const bytes = Buffer.from(await response.arrayBuffer());
    const at = `${headers.RSC ? "RSC " : ""}${path} ${response.status}`;
    if (response.status >= 500) this.leaks.push(`${caller.who} ${at}: a fault`);
    if (response.status === 200) this.granted.add(address.route);
    const kept = response.headers.get("cache-control") ?? "";
    if (!kept.startsWith("private, no-store")) this.leaks.push(`${caller.who} ${at}: may be kept (${kept})`);

    this.look(caller, at, await wordsInFile(bytes));
    const text = bytes.toString("latin1");
    this.lookForSecrets(
      caller.who,
      at,
      text,
      (secret) => path.includes(secret) || isShownAgain(caller, address, secret, this.secrets),
    );
    if (response.headers.get("content-type")?.startsWith("text/html")) this.lookIntoPage(caller, at, text);
    for (const [name, value] of response.headers) {
      // A file is saved under its own name by those who may have it.
      if (name === "content-disposition") this.look(caller, `${name} of ${at}`, wordsIn(Buffer.from(value)));
      else this.lookForNone(caller, `${name} of ${at}`, value);
    }
    const location = response.headers.get("location");
    // A payload's address carries a hash of its headers; who has it wrong is told the right one.
    if (headers.RSC && location && /[?&]_rsc(=|$)/.test(location) && !/[?&]_rsc(=|$)/.test(path))
      await this.askOnce(caller, address, location, headers);
  }

  /** Wishes what nobody is granted, and looks at how it is refused. */
  async wishInVain(caller: Caller, path: string, body: object): Promise<void> {
    const response = await caller.send(path, body);
    const at = `POST ${path} ${JSON.stringify(body)} ${response.status}`;
    const text = await response.text();
    this.refused++;
    if (response.status < 400 || response.status >= 500) this.leaks.push(`${caller.who} ${at}: not refused`);
    this.look(caller, at, wordsIn(Buffer.from(text)));
    this.lookForSecrets(caller.who, at, text);
  }

  /** A title stands in histories and on shared screens, an address in logs on the way. */
  private lookIntoPage(caller: Caller, at: string, page: string): void {
    for (const [, title = ""] of page.matchAll(/<title[^>]*>([^<]*)/g))
      this.lookForNone(caller, `title of ${at}`, title);
    for (const [, link = ""] of page.matchAll(/\b(?:href|src|action)="([^"]*)/g))
      if (!link.startsWith("mailto:")) this.lookForNone(caller, `link in ${at}`, link);
  }

  /** Where no canary may stand whoever asks. */
  lookForNone(caller: Pick<Caller, "who">, at: string, text: string): void {
    for (const found of wordsIn(Buffer.from(text)))
      this.leaks.push(`${caller.who} ${at}: ${this.garden.canariesOf(found).map(wordsOf).join(" or ") || found}`);
  }
}

const wordsOf = ({ place, circles }: Canary) => `${place} of ${circles.join(", ") || "nobody"}`;

/** The link of an invitation that waits is shown again to whoever keeps that list. */
const isShownAgain = ({ keeps }: Caller, { route }: Address, secret: string, secrets: Secrets) =>
  route.endsWith("/invitations/[invitationId]") &&
  keeps.some((list) => secrets.get(secret) === `link of join, in ${list}`);

/** One of these, found in one pass. */
export const anyOf = (texts: readonly string[]) =>
  new RegExp(texts.map((text) => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&")).join("|") || "(?!)", "g");

/** Does so much at a time; each in turn, until all are done. */
export async function eachOf<T>(items: readonly T[], atOnce: number, run: (item: T) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < items.length) await run(items[next++] as T);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
