// On what the acts are done: an offering, its people, and all by which an address can name a thing of it.
import { randomUUID } from "node:crypto";
import type { Side } from "@/lib/domain/role";
import type { Caller } from "./caller";
import type { Garden } from "./garden";
import type { Made } from "./offering";
import type { Secrets } from "./people";

/** Everything by which an address of an offering can name a thing of it. */
export type Things = {
  offeringId: string;
  closingId: string[];
  conditionId: string[];
  versionId: string[];
  /** Of each log: the shared one’s, and those of the sides. */
  eventId: string[];
  actId: string[];
  invitationId: string[];
  buildId: string[];
  setId: string;
  binder: string[];
  /** The secrets of links by which one comes in without an account, by the first word of their address. */
  tokens: Record<"calendar" | "set-links" | "join" | "set", string[]>;
};

export type Crew = {
  keeper: Caller;
  representative?: Caller;
  /** One of each side who may say something in private. */
  ofSide: Partial<Record<Side, Caller>>;
};

export type Ground = { garden: Garden; secrets: Secrets; made: Made; crew: Crew; things: Things };

export const at = ({ offeringId }: Pick<Made, "offeringId">) => `/api/offerings/${offeringId}`;
export const act = (by: Caller, made: Made, body: object) => by.wish<{ id: string }>(`${at(made)}/acts`, body);
export const inClosing = (made: Made) => `${at(made)}/closings/${made.closingId}`;

export const noThings = ({ offeringId, closingId }: Made): Things => ({
  ...{
    offeringId,
    closingId: [closingId],
    conditionId: [],
    versionId: [],
    eventId: [],
    actId: [],
    invitationId: [],
    buildId: [],
  },
  ...{ setId: randomUUID(), binder: [], tokens: { calendar: [], "set-links": [], join: [], set: [] } },
});

export function keep({ secrets, made, things }: Ground, kind: keyof Things["tokens"], token: string): void {
  secrets.set(token, `link of ${kind}, in ${made.name}`);
  things.tokens[kind].push(token);
}
