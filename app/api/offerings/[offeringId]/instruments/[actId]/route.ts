import { instrumentFile } from "@/lib/contracts/documents";
import { download } from "@/lib/http/download";
import { readInstrument } from "@/lib/use-cases/instrument";

export const GET = download(instrumentFile, readInstrument);
