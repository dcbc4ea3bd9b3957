import "server-only";
import type { BinderFileQuery } from "@/lib/contracts/binder";
import type { Problem } from "@/lib/contracts/problem";
import { findClosingHead } from "@/lib/db/binders";
import { scopeOf, withScope } from "@/lib/db/scope";
import type { Actor } from "@/lib/domain/actor";
import { err, ok, type Result } from "@/lib/domain/result";
import { safeName } from "@/lib/exports/file-names";
import { findBinderFile } from "@/lib/files/binder-folder";
import { authorize } from "@/lib/policy/policy";

const mediaTypes = { pdf: "application/pdf", csv: "text/csv; charset=utf-8", json: "application/json" } as const;
const titles = { pdf: "Closing binder", csv: "Checklist", json: "Hashes" } as const;

/** A file of a binder, the one of this person's own side. */
export async function readBinder(
  actor: Actor,
  { closingId, binder, format }: BinderFileQuery,
): Promise<Result<{ path: string; fileName: string; mediaType: string }, Problem>> {
  const grant = authorize(actor, "offering.read");
  if (!grant.ok) return grant;
  const closing = await withScope(scopeOf(actor), (tx) => findClosingHead(tx, actor.offeringId, closingId));
  const path = closing && (await findBinderFile(closingId, { name: binder, side: actor.side, format }));
  if (!path) return err({ code: "not-found" });
  const mark = closing.rehearsal ? "REHEARSAL - " : "";
  const fileName = safeName(`${mark}${closing.issuer} - ${closing.label} - ${titles[format]} ${binder}`, `.${format}`);
  return ok({ path, fileName, mediaType: mediaTypes[format] });
}
