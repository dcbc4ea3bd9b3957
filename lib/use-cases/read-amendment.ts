import "server-only";
import { findActor } from "@/lib/auth/actor";
import type { AmendmentLine, AmendmentView } from "@/lib/contracts/amendment";
import type { ListLine } from "@/lib/contracts/list";
import type { Problem } from "@/lib/contracts/problem";
import { compareLists } from "@/lib/domain/amendment";
import type { ClosingId, OfferingId, PersonId } from "@/lib/domain/ids";
import { err, ok, type Result } from "@/lib/domain/result";
import { authorize } from "@/lib/policy/policy";
import { readDraft } from "./import-agreement";
import { viewList } from "./view-list";

type Place = { offeringId: OfferingId; closingId: ClosingId; fileName: string };

/** Only whoever keeps the list reads an amendment against it. */
export async function mayReadAmendment(personId: PersonId, { offeringId }: Place): Promise<Result<null, Problem>> {
  const actor = await findActor(personId, offeringId);
  if (!actor) return err({ code: "not-found" });
  const grant = authorize(actor, "list.edit");
  return grant.ok ? ok(null) : grant;
}

/** Reads another version of the agreement beside the list of one Time of Delivery. Nothing changes. */
export async function readAmendment(
  personId: PersonId,
  { offeringId, closingId, fileName }: Place,
  bytes: Uint8Array,
): Promise<Result<AmendmentView, Problem>> {
  const actor = await findActor(personId, offeringId);
  if (!actor) return err({ code: "not-found" });
  const list = await viewList(actor, { closingId });
  if (!list.ok) return list;
  const read = await readDraft(fileName, bytes);
  if (!read.ok) return read;
  const { source, section, findings, lines } = read.value;
  const standing = list.value.lines.map(({ id, parentId, terms }) => ({
    id: id as string,
    parentId: parentId as string | null,
    label: terms.label,
    text: terms.text,
  }));
  const rows = lines.map(({ depth, terms }) => ({ depth, label: terms.label, text: terms.text }));
  const byId = new Map(list.value.lines.map((line) => [line.id as string, line]));
  return ok({
    source: { name: source.name, sha256: source.sha256 },
    section: section?.number ?? null,
    findings,
    lines: compareLists(standing, rows).flatMap((change): AmendmentLine[] => {
      if (change.change === "added") {
        const row = lines[change.row];
        return row ? [{ change: "added", depth: row.depth, terms: row.terms }] : [];
      }
      const line = byId.get(change.id);
      if (!line) return [];
      const after = change.change === "removed" ? undefined : rows[change.row];
      return [
        {
          ...standingLine(line),
          change: change.change,
          after: after ? { label: after.label, text: after.text } : null,
        },
      ];
    }),
  });
}

function standingLine({ id, depth, requirement, terms, holding, keptBecause }: ListLine) {
  const { label, title, text } = terms;
  return { id, depth, requirement, title, before: { label, text }, holding, keptBecause };
}
