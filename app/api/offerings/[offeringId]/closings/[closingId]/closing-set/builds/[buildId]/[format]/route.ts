import { buildFileQuery } from "@/lib/contracts/closing-set";
import { download } from "@/lib/http/download";
import { readBuiltFile } from "@/lib/use-cases/export-closing-set";

export const GET = download(buildFileQuery, readBuiltFile);
