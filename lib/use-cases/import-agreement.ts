import "server-only";
import { readAgreement } from "@/lib/agreement/read-agreement";
import { explainRefusal } from "@/lib/agreement/refusal";
import type { AgreementDraft } from "@/lib/contracts/agreement";
import type { Problem } from "@/lib/contracts/problem";
import type { PersonId } from "@/lib/domain/ids";
import { err, ok, type Result } from "@/lib/domain/result";
import { draftFromReading } from "./draft-from-reading";
import { mayMakeOffering } from "./may-make-offering";

/** Only whoever may open an offering has an agreement read for one. */
export async function mayReadAgreement(personId: PersonId): Promise<Result<null, Problem>> {
  return (await mayMakeOffering(personId)) ? ok(null) : err({ code: "not-an-offering-maker" });
}

/** Reads an agreement into a draft that a person looks at. Nothing is kept of it. */
export const importAgreement = (
  _: PersonId,
  { fileName }: { fileName: string },
  bytes: Uint8Array,
): Promise<Result<AgreementDraft, Problem>> => readDraft(fileName, bytes);

/** The draft of a file, or in words why it could not be read. */
export async function readDraft(fileName: string, bytes: Uint8Array): Promise<Result<AgreementDraft, Problem>> {
  const read = await readAgreement(bytes, fileName);
  if (!read.ok) {
    const { code: why } = read.error;
    return err({ code: "agreement-not-read", why, message: explainRefusal(read.error) });
  }
  return ok(draftFromReading(read.value.reading, read.value.text));
}
