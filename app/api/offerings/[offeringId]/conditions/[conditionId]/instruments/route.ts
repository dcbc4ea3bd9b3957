import { uploadedInstrument } from "@/lib/contracts/documents";
import { upload } from "@/lib/http/upload";
import { instrumentReceiver } from "@/lib/use-cases/instrument";

export const POST = upload(uploadedInstrument, instrumentReceiver);
