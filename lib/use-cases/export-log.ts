import "server-only";
import type { Problem } from "@/lib/contracts/problem";
import { eventsAfter, listCheckpoints, listOpenings } from "@/lib/db/log-trees";
import { findOffering } from "@/lib/db/lookups";
import { scopeOf, type Tx, withScope } from "@/lib/db/scope";
import type { Actor } from "@/lib/domain/actor";
import { err, ok, type Result } from "@/lib/domain/result";
import type { Compartment } from "@/lib/domain/role";
import { leafText } from "@/lib/log/chain";
import { originOf } from "@/lib/log/checkpoint";
import { authorize, compartmentsOf } from "@/lib/policy/policy";
import { keepLog } from "./keep-log";

/** The form of an exported log, described in docs/the-record.md. A change that old verifiers cannot read takes a new number. */
const logFormat = "section-seven/log/1";

/** The logs that a person may read, each whole: with its checkpoints anyone can verify it alone (scripts/log-verify.mjs). */
export async function exportLog(
  actor: Actor,
  _nothing: object,
): Promise<Result<{ fileName: string; mediaType: string; bytes: Buffer }, Problem>> {
  const grant = authorize(actor, "log.read");
  if (!grant.ok) return grant;
  const { offeringId } = actor;
  const mine = compartmentsOf(actor);
  // An event that comes between the checkpoints and the reading would have none: then both are done again.
  for (let tries = 0; tries < 5; tries++) {
    await keepLog(offeringId, mine);
    const read = await withScope(scopeOf(actor), async (tx) => {
      const { name } = await findOffering(tx, offeringId);
      const logs = [];
      for (const compartment of mine) logs.push(await readLog(tx, { offeringId, compartment }));
      return { name, logs };
    });
    if (read.logs.some(({ isBehind }) => isBehind)) continue;
    const logs = read.logs.map(({ isBehind, ...log }) => log);
    const bundle = { format: logFormat, offering: { id: offeringId, name: read.name }, logs };
    const bytes = Buffer.from(`${JSON.stringify(bundle, null, 1)}\n`);
    return ok({ fileName: `Log of ${read.name}.json`, mediaType: "application/json", bytes });
  }
  return err({ code: "busy" });
}

async function readLog(tx: Tx, where: { offeringId: Actor["offeringId"]; compartment: Compartment }) {
  const events = await eventsAfter(tx, where);
  const checkpoints = await listCheckpoints(tx, where);
  return {
    compartment: where.compartment,
    origin: originOf(where.offeringId, where.compartment),
    leaves: events.map(leafText),
    checkpoints: checkpoints.map(({ note }) => note),
    openings: where.compartment === "shared" ? [] : await listOpenings(tx, where),
    isBehind: events.length > (checkpoints.at(-1)?.size ?? 0),
  };
}
