import { versionFile } from "@/lib/contracts/documents";
import { download } from "@/lib/http/download";
import { readVersion } from "@/lib/use-cases/read-version";

export const GET = download(versionFile, readVersion);
