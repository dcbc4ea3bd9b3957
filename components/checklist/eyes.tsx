import { Eye } from "lucide-react";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { inputClass } from "@/components/ui/field";
import type { ChecklistView } from "@/lib/contracts/views";
import { isPartyRole, type PartyRole, partyRoles, roleLabels } from "@/lib/domain/role";
import { listOf } from "@/lib/domain/words";
import { changeAddress, withParam } from "./address";

const lookAs = (role: PartyRole | null) => changeAddress((params) => withParam(params, "as", role), "push");

/** For whoever keeps the list: what another part sees of it. */
export function EyesSelect({ view }: { view: ChecklistView }) {
  if (!view.may.viewAs) return null;
  const here = new Set(view.people.map(({ role }) => role));
  return (
    <select
      aria-label="See the list as"
      value={view.viewer.viewingAs ?? ""}
      onChange={({ target }) => lookAs(isPartyRole(target.value) ? target.value : null)}
      className={classNames(inputClass, "w-auto! max-w-52 min-h-8! py-1! text-sm!")}
    >
      <option value="">As yourself</option>
      {partyRoles
        .filter((role) => here.has(role))
        .map((role) => (
          <option key={role} value={role}>
            As {roleLabels[role]}
          </option>
        ))}
    </select>
  );
}

/** Says through whose eyes the list is seen while it is not through one's own. */
export function EyesBand({ view }: { view: ChecklistView }) {
  const { viewingAs } = view.viewer;
  if (!viewingAs) return null;
  const firms = [...new Set(view.people.filter(({ role }) => role === viewingAs).map(({ party }) => party))];
  return (
    <section
      aria-label="Seen through other eyes"
      className="mb-3 flex flex-wrap items-center justify-between gap-3 rounded-md border border-dispensed bg-dispensed-soft px-3.5 py-2"
    >
      <p className="flex items-center gap-2">
        <Eye aria-hidden className="size-4 shrink-0 text-dispensed" />
        <span>
          You see this list as <strong>{roleLabels[viewingAs]}</strong>
          {firms.length > 0 && ` (${listOf(firms)})`} sees it. Nothing can be done here.
        </span>
      </p>
      <Button size="small" onClick={() => lookAs(null)} className="no-print">
        Back to your own eyes
      </Button>
    </section>
  );
}
