import type { ClosingSetView } from "@/lib/contracts/closing-set";
import { Caller } from "./caller";
import { type Ground, inClosing, keep } from "./ground";
import type { Place } from "./whose.table";

/** The closing set: its index, who gets which tabs, what was built, and a link to it. */
export async function theSet(ground: Ground): Promise<void> {
  const { garden, secrets, made, crew, things } = ground;
  const { keeper } = crew;
  const word = (place: Place) => garden.plant(place, made.name);
  const set = `${inClosing(made)}/closing-set`;
  const { closingId } = made;
  const { parts } = await keeper.json<ClosingSetView>(set);
  const keys = parts.flatMap(({ tabs }) => tabs.map(({ key }) => key));
  const edits = () => [
    { key: keys[0], number: word("tab’s number"), title: word("tab’s title") },
    { key: keys[1], omitted: word("why a tab is omitted") },
  ];
  await keeper.wish(`${set}/index`, { closingId, revision: 0, edits: edits() });
  const outside = {
    ...{
      kind: "outside",
      name: word("recipient outside"),
      email: `${word("address of a recipient outside")}@firm.test`,
    },
  };
  await keeper.wish(`${set}/distribution/sets`, {
    ...{
      closingId,
      revision: 0,
      sets: [{ id: things.setId, name: word("name of a set"), tabs: "all", recipients: [outside] }],
    },
  });
  const build = async (more: object) => {
    const { id } = await keeper.wish(`${set}/builds`, { closingId, reason: word("reason of a build"), ...more });
    things.buildId.push(id);
    for (let state = ""; state !== "done"; await new Promise((resolve) => setTimeout(resolve, 100))) {
      const view = await keeper.json<{ state: string; failure: string | null }>(`${set}/builds/${id}`);
      if (view.state === "failed") throw new Error(`The set was not built: ${view.failure}`);
      state = view.state;
    }
    return id;
  };
  const buildId = await build({});
  if (crew.representative) await build({ edits: edits() });
  const passphrase = `cormorants ${word("passphrase")}`;
  const link = (more: object) =>
    keeper.wish<{ link: string }>(`${set}/links`, {
      ...{ closingId, buildId, name: word("name on a link"), days: 14, maxDownloads: null, mail: false },
      ...{ email: `${word("address on a link")}@firm.test`, passphrase: null },
      ...more,
    });
  const open = (await link({ mail: true })).link.split("/").at(-1) ?? "";
  const closed = (await link({ passphrase })).link.split("/").at(-1) ?? "";
  secrets.set(closed, "link with a passphrase");
  keep(ground, "set-links", open);
  things.tokens.set.push(open, closed);
  await new Caller(keeper.origin, "holder of a link").wish("/api/set-links/open", { token: closed, passphrase });
}
