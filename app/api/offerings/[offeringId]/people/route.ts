import { offeringPlace } from "@/lib/contracts/ids";
import { query } from "@/lib/http/command";
import { viewPeople } from "@/lib/use-cases/view-people";

export const GET = query(offeringPlace, viewPeople);
