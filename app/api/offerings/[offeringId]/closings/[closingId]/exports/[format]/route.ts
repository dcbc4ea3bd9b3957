import { exportQuery } from "@/lib/contracts/closing-set";
import { download } from "@/lib/http/download";
import { exportFile } from "@/lib/use-cases/export-checklist";

export const GET = download(exportQuery, exportFile);
