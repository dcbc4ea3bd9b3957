import { agreementByteLimit, amendmentQuery } from "@/lib/contracts/agreement";
import { fileQuery } from "@/lib/http/file-query";
import { mayReadAmendment, readAmendment } from "@/lib/use-cases/read-amendment";

export const POST = fileQuery(amendmentQuery, {
  limitBytes: agreementByteLimit,
  mayBegin: mayReadAmendment,
  run: readAmendment,
});
