// Every address of the inventory that is asked for with GET, filled in with all that an offering has. An address of which
// something is not known here fails the test: what is new is swept from its first day.
import { apiRoutes, type Listed, pages } from "@/lib/checks/routes.table";
import { exportFormats } from "@/lib/contracts/closing-set";
import type { PartyRole } from "@/lib/domain/role";
import type { Things } from "./ground";

export type Address = {
  route: string;
  path: string;
  /** A page, which is asked for twice: as HTML and as what the browser fetches when it turns to it. */
  isPage: boolean;
  /** Opened by a link's secret in it, whoever asks. */
  byLink: boolean;
};

/** What stands in brackets in an address, as far as its name alone says. */
type Params = Record<string, readonly string[]>;

/** The formats of each address that has one. */
const formats: Record<string, readonly string[]> = {
  exports: exportFormats,
  settlement: ["xlsx", "pdf"],
  "[binder]": ["pdf", "csv", "json"],
  "[buildId]": ["pdf", "zip"],
  "[token]": ["pdf", "zip"],
};

/** What has to be asked for besides, or may: each line is asked for once. */
function queriesOf(route: string, things: Things): readonly string[] {
  if (route.endsWith("/changes")) return ["?since=2026-01-01T00:00:00Z"];
  if (route.endsWith("/log")) return ["", `?closingId=${things.closingId[0]}`, `?closing=${things.closingId[0]}`];
  if (route.endsWith("/log/proof")) return ["?from=0", "?from=1"];
  if (route.endsWith("/recipient")) return [`?setId=${things.setId}`];
  if (route.endsWith("/timeline")) return ["", "?moveDate=2031-03-12&moveTime=10:00"];
  if (route.endsWith("/checklist")) return ["", ...asPart];
  if (/\/(print|api\/.*conditions\/\[conditionId\]|closings\/\[closingId\])$/.test(route)) return ["", "?as=issuer"];
  if (route.endsWith("/settlement")) return ["", "?deliveredOn=2031-03-12"];
  if (route.endsWith("/default"))
    return ["", `?suppose=${encodeURIComponent('{"defaults":[],"substitutes":[],"companyRequires":true}')}`];
  return [""];
}

const asPart = (["issuer", "trustee", "observer"] satisfies PartyRole[]).map((role) => `?as=${role}`);

/** All addresses of an offering, and with them those that are of none; without those that name what this one has not. */
export const addressesOf = (things: Things): Address[] => read.flatMap((listed) => fill(listed, things));

const read = [...apiRoutes.filter(({ method }) => method === "GET"), ...pages];
export const readRoutes = (): string[] => read.map(({ address }) => address);

function fill({ address, gate }: Listed, all: Things): Address[] {
  // What is made of a Time of Delivery was made of the first: of a later one it is enough to look at its screens.
  const things = /\[(format|buildId|binder)\]|recipient$/.test(address)
    ? { ...all, closingId: all.closingId.slice(0, 1) }
    : all;
  const isPage = !address.startsWith("/api/");
  const byLink = gate === "link" || gate === "linkPage";
  const names = [...address.matchAll(/\[(\w+)\]/g)].map(([, name]) => name as string);
  const filled = names.reduce<string[]>(
    (paths, name) =>
      paths.flatMap((path) => valuesOf(name, address, things).map((value) => path.replace(`[${name}]`, value))),
    [address],
  );
  return filled.flatMap((path) =>
    queriesOf(address, things).map((query) => ({ route: address, path: `${path}${query}`, isPage, byLink })),
  );
}

function valuesOf(name: string, address: string, things: Things): readonly string[] {
  if (name === "token") {
    const kind = address.split("/").find((part) => part in things.tokens) as keyof Things["tokens"] | undefined;
    if (!kind) throw new Error(`It is not known which links ${address} takes`);
    return things.tokens[kind];
  }
  if (name === "format") {
    const before = address.split("/").at(-2) ?? "";
    const known = formats[before];
    if (!known) throw new Error(`It is not known which formats ${address} has`);
    return known;
  }
  const params: Params = { ...things, offeringId: [things.offeringId], setId: [things.setId] } as unknown as Params;
  const known = params[name];
  if (!known) throw new Error(`It is not known what [${name}] of ${address} names`);
  return known;
}
