import { randomUUID } from "node:crypto";
import type { z } from "zod";
import { apiRoutes } from "@/lib/checks/routes.table";
import type { ListView } from "@/lib/contracts/list";
import { contractSchemas } from "@/lib/testing/contracts";
import type { FurnishedOffering, Things } from "@/lib/testing/furnished";
import { innards } from "@/lib/testing/innards";
import { inputOf, type RightRequest, rightRequests, rightRequestsOfNone } from "@/lib/testing/right-requests";
import { type Field, keyOf, type Place, placesOf, valueAt, withValue } from "@/lib/testing/schema-fields";
import { sendRight } from "@/lib/testing/send-right";
import { sessionOf } from "@/lib/testing/session";
import { holdsNoText, hostileTexts } from "./texts";

/** Whose sessions the requests have. */
export const people = ["representative", "counsel", "issuer", "issuerCounsel"] as const;

/** A right request, its schema, and where in it a text stands. */
export type Ask = { request: RightRequest; schema?: z.ZodType; places: readonly TextPlace[] };
/** Where a text stands, which of the hostile texts its schema takes and refuses, and whether that is most texts or those of a form. */
export type TextPlace = Place & { name: string; takes: readonly string[]; refuses: readonly string[]; free: boolean };
/** A text that was sent and kept, and in which field. */
export type TextSent = { name: string; at: readonly string[]; text: string };

export const isText = ({ kind }: Field) => kind === "text" || kind === "formatted";
/** A body has 64 KB at most, and several of its fields are long at once. */
const fits = (text: string) => Buffer.byteLength(JSON.stringify(text)) < 9_000;

/** Fields that hold what is looked up or written in one way: their texts are refused later than by the schema. */
const lookedUp = /^(zone|revision|key|tabs|only|suppose|fileName|token|code|email|underwriter|binder|password)$/;
export const isFree = ({ at, free }: TextPlace) =>
  free && !lookedUp.test(at.findLast((step) => !/^\d+$/.test(step)) ?? "");

/** What ends something, or sets a worker to work: once, at the end. */
const once = /terminate|postpone|^POST .*\/builds $/;
const never =
  /account|accept|open|readings|members\/end|sessions\/end|builds\/stop|revoke|acts (close|pre-closing|start-call|set-clock|reorder)/;

/**
 * Puts hostile texts into the fields of an offering over HTTP: every right request of lib/testing/right-requests.ts, with a text in
 * each field that takes one. `spare` is how many untouched conditions the offering has at its end, five for each round.
 */
export class Planter {
  private readonly cookies = new Map<string, string>();
  private readonly numbers = new Map<string, number>();

  private constructor(
    private readonly origin: string,
    private readonly made: FurnishedOffering,
    private readonly spare: number,
    readonly asks: readonly Ask[],
  ) {}

  /** Opens a session for each of the people and finds all fields; `texts` are those of the hostile ones that are put in. */
  static async of(
    origin: string,
    made: FurnishedOffering,
    { spare, texts = hostileTexts() }: { spare: number; texts?: readonly string[] },
  ): Promise<Planter> {
    const planter = new Planter(origin, made, spare, await allAsks(made, texts.filter(fits)));
    for (const who of people) planter.cookies.set(who, await sessionOf(made.people[who].personId));
    return planter;
  }

  /** The cookie of the session of one of the people. */
  cookieOf = (who: (typeof people)[number]): string => this.cookies.get(who) ?? "";

  send({ request }: Ask, input: Record<string, unknown>, things: Things = this.made.things) {
    return sendRight(this.origin, request, { things, cookie: this.cookieOf(request.who), input });
  }

  /** The text that a field gets in a round: the fields go through all that they take or refuse, each from elsewhere on. */
  pick(texts: readonly string[], { name }: TextPlace, round: number): string {
    if (!this.numbers.has(name)) this.numbers.set(name, this.numbers.size);
    return texts[((this.numbers.get(name) ?? 0) * 37 + round) % texts.length] as string;
  }

  /** Those of the requests that keep a text of an offering that is there. */
  posting = (): Ask[] =>
    this.asks.filter(
      ({ places, request }) =>
        places.some(isFree) && request.route.startsWith("POST") && request.route !== "POST /api/offerings",
    );

  /** Sends each of those requests once, with what ends something in the last round alone; what was kept. */
  async plant(round: number, last: boolean): Promise<TextSent[]> {
    const kept: TextSent[] = [];
    for (const ask of this.posting()) {
      const name = `${ask.request.route} ${ask.request.form}`;
      if (never.test(name) || (once.test(name) && !last)) continue;
      kept.push(...((await this.fill(ask, round))?.kept ?? []));
    }
    return kept;
  }

  /** Sends a request with a hostile text in each of its free fields; what was kept of them, null where it was refused. */
  async fill(ask: Ask, round: number): Promise<{ kept: TextSent[]; answer: string } | null> {
    const name = `${ask.request.route} ${ask.request.form}`;
    const right = await this.fresh(ask, round);
    const filled = ask.places
      .filter((place) => isFree(place) && typeof valueAt(right, place.at) === "string")
      .map((place) => ({ name: place.name, at: place.at, text: this.pick(place.takes, place, round) }));
    const { status, text } = await this.send(
      ask,
      filled.reduce((value, { at, text }) => withValue(value, at, text), right),
    );
    if (status >= 500 || innards.test(text)) throw new Error(`${name}: ${status} ${text}`);
    return status === 200 ? { kept: filled, answer: text } : null;
  }

  /** The request as it would be granted now: of what was not touched yet, on top of what was kept last. */
  private async fresh({ request }: Ask, round: number): Promise<Record<string, unknown>> {
    const input = inputOf(request);
    const { act, edit } = input;
    const nth = ["edit-condition", "waive", "mark", "split-condition", "remove-condition"].indexOf(act as string);
    if (nth >= 0) {
      const terms = input.terms as { deliverables: { id?: string }[] } | undefined;
      const spares = this.made.conditions.slice(-this.spare);
      const { id, deliverables } = spares[round * 5 + nth] as (typeof spares)[0];
      return {
        ...{ ...input, conditionId: id },
        ...(act === "waive" && { instrument: null }),
        ...(terms && {
          terms: { ...terms, deliverables: terms.deliverables.map((one) => ({ ...one, id: deliverables[0] })) },
        }),
      };
    }
    if (edit) return { ...input, revision: await this.revisionOf(edit as string) };
    if (request.route.endsWith("/closing-set/index"))
      return { ...input, revision: await this.keptRevision("", "index") };
    if (request.route.endsWith("/distribution/sets"))
      return { ...input, revision: await this.keptRevision("/distribution", "distribution") };
    if (request.route.endsWith("/amendments")) return { ...input, ...(await this.amended(input)) };
    if (request.route.endsWith("/invitations")) return { ...input, email: `${randomUUID()}@firm.test` };
    return input;
  }

  private async read(address: string): Promise<unknown> {
    const ask = this.asks.find(({ request }) => request.route === `GET /api/offerings/[offeringId]${address}`) as Ask;
    return JSON.parse((await this.send(ask, inputOf(ask.request))).text);
  }

  private async revisionOf(edit: string): Promise<string> {
    const setup = (await this.read("/setup")) as Record<string, { revision: string }[]> & {
      offering: { revision: string };
    };
    return (edit === "offering" ? setup.offering : setup[`${edit}s`]?.[0])?.revision ?? "";
  }

  private async keptRevision(page: string, of: string): Promise<number> {
    const view = (await this.read(`/closings/[closingId]/closing-set${page}`)) as Record<string, { revision: number }>;
    return view[of]?.revision ?? 0;
  }

  /** The list as it stands, with the first line of the input in the place of its own first, or before it. */
  private async amended(input: Record<string, unknown>) {
    const [first] = input.lines as Record<string, unknown>[];
    const { lines } = (await this.read("/closings/[closingId]/list")) as ListView;
    const kept = lines.map(({ id, requirement, terms }) => {
      return { is: "kept", conditionId: id, requirement, label: terms.label, text: null };
    });
    return {
      removed: [],
      lines: first?.is === "new" ? [first, ...kept] : [{ ...kept[0], text: "" }, ...kept.slice(1)],
    };
  }
}

async function allAsks(made: FurnishedOffering, texts: readonly string[]): Promise<Ask[]> {
  const schemas = await contractSchemas();
  const split = new Map<string, [string[], string[]]>();
  return [...rightRequests(made), ...rightRequestsOfNone(made)].flatMap((request) => {
    const { schema: schemaName, address } =
      apiRoutes.find((listed) => `${listed.method} ${listed.address}` === request.route) ?? {};
    const schema = schemas.get(schemaName ?? "");
    if (!schema || !address) return [];
    const inAddress = (name: string) => address.includes(`[${name}]`);
    const places = placesOf(schema, inputOf(request)).filter(
      ({ field, at }) => isText(field) && !inAddress(at.join(".")),
    );
    return {
      request,
      schema,
      places: places.map((place) => {
        const name = `${request.route} ${keyOf(place.field)}`;
        const [takes, refuses] =
          split.get(name) ??
          partition(
            texts.filter((text) => !holdsNoText(text)),
            (text) => place.field.schema.safeParse(text).success,
          );
        split.set(name, [takes, refuses]);
        return { ...place, name, takes, refuses, free: takes.length > texts.length / 6.5 };
      }),
    };
  });
}

function partition<T>(all: readonly T[], holds: (one: T) => boolean): [T[], T[]] {
  const [those, others]: [T[], T[]] = [[], []];
  for (const one of all) (holds(one) ? those : others).push(one);
  return [those, others];
}
