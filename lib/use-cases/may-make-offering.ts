import "server-only";
import { findMaker } from "@/lib/db/persons";
import type { PersonId } from "@/lib/domain/ids";
import { mayCreateOffering } from "@/lib/policy/offering-makers";

/** Whether the page on which an offering is made is for this person; the act itself asks again. */
export async function mayMakeOffering(personId: PersonId): Promise<boolean> {
  const person = await findMaker(personId);
  return person !== null && mayCreateOffering(person);
}
