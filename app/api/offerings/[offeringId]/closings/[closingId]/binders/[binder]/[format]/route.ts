import { binderFileQuery } from "@/lib/contracts/binder";
import { download } from "@/lib/http/download";
import { readBinder } from "@/lib/use-cases/read-binder";

export const GET = download(binderFileQuery, readBinder);
