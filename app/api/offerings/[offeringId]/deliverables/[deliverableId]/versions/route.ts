import { uploadedDelivery } from "@/lib/contracts/documents";
import { upload } from "@/lib/http/upload";
import { documentReceiver } from "@/lib/use-cases/receive-file";

export const POST = upload(uploadedDelivery, documentReceiver);
