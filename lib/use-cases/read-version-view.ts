import "server-only";
import type { DocumentContent, DocumentView } from "@/lib/contracts/documents";
import type { Problem } from "@/lib/contracts/problem";
import type { Actor } from "@/lib/domain/actor";
import { type Deliverable, inForce } from "@/lib/domain/condition";
import type { VersionId } from "@/lib/domain/ids";
import { err, ok, type Result } from "@/lib/domain/result";
import { readText } from "@/lib/files/read-text";
import { readInThread } from "@/lib/files/reading-thread";
import { checkStored, pathOf } from "@/lib/files/store";
import { authorize } from "@/lib/policy/policy";
import { presentHead, shownAt } from "./present";
import { type ReadableVersion, readVersion } from "./read-version";
import { glanceAt } from "./sight";

/** One version on a page of its own, with what of it can be shown there. */
export async function viewVersion(
  actor: Actor,
  { versionId }: { versionId: VersionId },
): Promise<Result<DocumentView, Problem>> {
  const found = await readVersion(actor, { versionId });
  if (!found.ok) return found;
  const version = found.value;
  const seen = await glanceAt(actor, { closingId: version.closingId }, (sight) => {
    const { closing } = sight.scene;
    const deliverable = closing.conditions
      .flatMap(({ deliverables }) => deliverables)
      .find(({ id }) => id === version.deliverableId);
    const { id, number, fileName, mediaType, bytes, sha256, stage, datedOn, compartment, pages, sharedAt } = version;
    return {
      head: presentHead(sight),
      title: version.title,
      condition: { id: version.conditionId, label: version.conditionLabel },
      version: {
        ...{ id, number, fileName, mediaType, bytes, sha256, stage, datedOn, compartment, pages },
        by: sight.names.person(version.by),
        at: shownAt(closing, version.at).toISOString(),
        sharedAt: sharedAt && shownAt(closing, sharedAt).toISOString(),
        inForce: deliverable ? inForce(deliverable)?.id === id : false,
      },
      versions: deliverable ? readableVersions(actor, deliverable) : [],
    };
  });
  if (!seen.ok) return err(seen.error);
  return ok({ ...seen.value, content: await contentOf(version) });
}

function readableVersions(actor: Actor, deliverable: Deliverable): DocumentView["versions"] {
  const current = inForce(deliverable);
  return deliverable.versions
    .filter(
      ({ sharedAt, compartment }) =>
        authorize(actor, "document.read", { compartment: sharedAt ? "shared" : compartment }).ok,
    )
    .map(({ id, number, stage, sharedAt }) => ({
      ...{ id, number, stage },
      sharedAt: sharedAt?.toISOString() ?? null,
      inForce: id === current?.id,
    }))
    .toReversed();
}

const word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

async function contentOf({ mediaType, sha256 }: ReadableVersion): Promise<DocumentContent> {
  if (mediaType === "application/pdf") return { as: "pdf" };
  if (mediaType === "image/png" || mediaType === "image/jpeg") return { as: "picture" };
  if (mediaType === "text/plain" || mediaType === "message/rfc822") {
    const text = await readText(sha256);
    return text ? { as: "text", ...text } : { as: "file", why: "unreadable" };
  }
  if (mediaType !== word) return { as: "file", why: "kind" };
  const isGood = (await checkStored(sha256)) === "good";
  const text = isGood ? await readInThread("read-word", pathOf(sha256)) : null;
  return text ? { as: "word", ...text } : { as: "file", why: "unreadable" };
}
