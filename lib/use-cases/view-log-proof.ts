import "server-only";
import type { Problem } from "@/lib/contracts/problem";
import { eventsAfter, type KeptCheckpoint, newestCheckpoint, type Where } from "@/lib/db/log-trees";
import { scopeOf, type Tx, withScope } from "@/lib/db/scope";
import type { Actor } from "@/lib/domain/actor";
import { err, ok, type Result } from "@/lib/domain/result";
import { leafText } from "@/lib/log/chain";
import { toBase64 } from "@/lib/log/checkpoint";
import { leafHash, Tree } from "@/lib/log/merkle";
import type { Offered } from "@/lib/log/witness";
import { authorize } from "@/lib/policy/policy";

/**
 * The newest checkpoint of the log that all parties share, and what proves that it begins with all that the asker saw of it
 * (`from` events; 0 where they have seen nothing). It is worked out from the events as they are now, not from what was kept of them.
 */
export async function viewLogProof(actor: Actor, { from }: { from: number }): Promise<Result<Offered, Problem>> {
  const grant = authorize(actor, "log.read");
  if (!grant.ok) return grant;
  const scope = scopeOf(actor);
  const where = { offeringId: actor.offeringId, compartment: "shared" as const };
  const newest = await withScope(scope, (tx) => newestCheckpoint(tx, where));
  if (!newest) return err({ code: "not-found" });
  // After an act every browser asks for the same: those that ask together get one answer, which is the same for all.
  const asked = `${newest.note} ${from}`;
  const made = underWay.get(asked) ?? withScope(scope, (tx) => prove(tx, where, newest, from));
  underWay.set(asked, made);
  setTimeout(() => underWay.delete(asked), 2_000).unref();
  return ok(await made);
}

const underWay = new Map<string, Promise<Offered>>();

async function prove(tx: Tx, where: Where, { note, key, size }: KeptCheckpoint, from: number): Promise<Offered> {
  const checkpoint = note;
  // Where there is no proof, whoever asked finds that there is none.
  if (from > size) return { checkpoint, key, proof: [], keys: [] };
  const events = (await eventsAfter(tx, where)).filter(({ seq }) => seq <= size);
  const leaves = events.map(leafText);
  if (leaves.length < size) return { checkpoint, key, proof: [], keys: [] };
  const tree = new Tree(leaves.map(leafHash));
  const told = events.flatMap(({ type, seq }) => (type === "log.key" && from > 0 && seq > from ? [seq - 1] : []));
  const keys = told.map((index) => ({
    leaf: leaves[index] as string,
    index,
    proof: tree.inclusion(index).map(toBase64),
  }));
  return { checkpoint, key, proof: tree.consistency(from).map(toBase64), keys };
}
