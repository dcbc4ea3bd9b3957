import "server-only";
import type { Problem } from "@/lib/contracts/problem";
import { scopeOf, withScope } from "@/lib/db/scope";
import { findVersion } from "@/lib/db/versions";
import type { Actor } from "@/lib/domain/actor";
import type { VersionId } from "@/lib/domain/ids";
import { err, ok, type Result } from "@/lib/domain/result";
import { authorize } from "@/lib/policy/policy";

export type ReadableVersion = NonNullable<Awaited<ReturnType<typeof findVersion>>>;

/** A version that this person may read; to whoever may not, it is as if it were not there. */
export async function readVersion(
  actor: Actor,
  { versionId }: { versionId: VersionId },
): Promise<Result<ReadableVersion, Problem>> {
  const version = await withScope(scopeOf(actor), (tx) => findVersion(tx, actor.offeringId, versionId));
  if (!version) return err({ code: "not-found" });
  const compartment = version.sharedAt ? "shared" : version.compartment;
  const grant = authorize(actor, "document.read", { compartment });
  return grant.ok ? ok(version) : err({ code: "not-found" });
}
