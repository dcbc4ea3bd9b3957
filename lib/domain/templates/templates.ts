import { commonStock } from "./common-stock";
import { convertibleNotes } from "./convertible-notes";
import { seniorNotes } from "./senior-notes";
import type { Template } from "./template";

/** Every template that a list can begin from, in the order in which they are offered. A further one is a line here. */
export const templates: readonly Template[] = [seniorNotes, convertibleNotes, commonStock];

export const templateIds = [
  "senior-notes",
  "convertible-notes",
  "common-stock",
] as const satisfies readonly Template["id"][];

/** The template of that name. */
export function templateOf(id: Template["id"]): Template {
  const found = templates.find((template) => template.id === id);
  if (!found) throw new Error(`No template ${id}`);
  return found;
}
