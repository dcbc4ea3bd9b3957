import { Plus, X } from "lucide-react";
import { Button, IconButton } from "@/components/ui/button";
import { CheckField, SelectField, TextField } from "@/components/ui/field";
import type { FieldErrors, OfferingForm, PartyForm } from "@/lib/client/setup";
import { type PartyRole, partyRoles, roleLabels } from "@/lib/domain/role";

const roleOptions = partyRoles.map((role) => ({ value: role, label: roleLabels[role] }));

/** The parties and their parts, and for which of them whoever makes the offering acts. */
export function PartyFields({
  parties,
  maker,
  onChange,
  errors,
}: {
  parties: readonly PartyForm[];
  maker: OfferingForm["maker"];
  onChange: (change: Partial<Pick<OfferingForm, "parties" | "maker">>) => void;
  errors: FieldErrors;
}) {
  const change = (place: number, part: Partial<PartyForm>) =>
    onChange({ parties: parties.map((party, index) => (index === place ? { ...party, ...part } : party)) });
  const takeAway = (place: number) =>
    onChange({
      parties: parties.filter((_, index) => index !== place),
      maker: { ...maker, party: maker.party > place ? maker.party - 1 : maker.party },
    });
  const named = parties.flatMap(({ name, role }, place) =>
    name.trim() === "" ? [] : [{ value: String(place), label: `${name}, ${roleLabels[role]}` }],
  );
  const own = parties[maker.party]?.name.trim() ? String(maker.party) : "";
  return (
    <div>
      <ol className="space-y-2">
        {parties.map(({ name, role }, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line has no identity but its place
          <li key={place} className="grid grid-cols-[1fr_auto] items-end gap-2 sm:grid-cols-[14rem_1fr_auto]">
            <SelectField
              label={`Part of party ${place + 1}`}
              name={`parties.${place}.role`}
              value={role}
              options={roleOptions}
              error={errors.get(`parties.${place}.role`)}
              onChange={(event) => change(place, { role: event.target.value as PartyRole })}
              className="max-sm:col-span-2"
            />
            <TextField
              label={`Name of party ${place + 1}`}
              name={`parties.${place}.name`}
              value={name}
              placeholder={`${roleLabels[role]}, as the agreement names it`}
              error={errors.get(`parties.${place}.name`)}
              onChange={(event) => change(place, { name: event.target.value })}
            />
            <IconButton label={`Take away party ${place + 1}`} onClick={() => takeAway(place)} className="mb-0.5">
              <X aria-hidden className="size-4" />
            </IconButton>
          </li>
        ))}
      </ol>
      <Button
        size="small"
        className="mt-3"
        onClick={() => onChange({ parties: [...parties, { name: "", role: "other" }] })}
      >
        <Plus aria-hidden className="size-4" /> Add a party
      </Button>
      <div className="mt-5 grid gap-x-4 gap-y-3 sm:grid-cols-2">
        <SelectField
          label="You act for"
          hint="You will keep the list. That gives no authority to sign, decide or waive."
          name="maker.party"
          value={own}
          options={[{ value: "", label: named.length > 0 ? "Choose a party" : "Name a party first" }, ...named]}
          error={errors.get("maker.party")}
          onChange={(event) =>
            onChange({
              maker: { ...maker, party: event.target.value === "" ? parties.length : Number(event.target.value) },
            })
          }
        />
        <TextField
          label="Your title there"
          hint="As the working group list should show it."
          name="maker.title"
          value={maker.title}
          error={errors.get("maker.title")}
          onChange={(event) => onChange({ maker: { ...maker, title: event.target.value } })}
        />
        <CheckField
          label="I may bind this party"
          hint="For a Representative: to decide, to waive and to declare the closing."
          checked={maker.authority}
          onChange={(event) => onChange({ maker: { ...maker, authority: event.target.checked } })}
          className="sm:col-span-2"
        />
      </div>
    </div>
  );
}
