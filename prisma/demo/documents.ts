import type { DocumentSpec } from "../../lib/demo-documents/document-spec";
import { makeDocument } from "../../lib/demo-documents/make-document";
import { storeBytes } from "../../lib/files/store";
import type { StoredFile } from "../../lib/use-cases/deliver-document";

export type DemoDocument = DocumentSpec;

/** Makes a document and puts it into the store, as if somebody had uploaded it. */
export async function storeDocument(spec: DemoDocument): Promise<{ file: StoredFile; fileName: string }> {
  const { bytes, fileName } = await makeDocument(spec);
  return { file: await storeBytes(bytes), fileName };
}
