import { agreementByteLimit, readingQuery } from "@/lib/contracts/agreement";
import { fileQuery } from "@/lib/http/file-query";
import { importAgreement, mayReadAgreement } from "@/lib/use-cases/import-agreement";

export const POST = fileQuery(readingQuery, {
  limitBytes: agreementByteLimit,
  mayBegin: mayReadAgreement,
  run: importAgreement,
});
