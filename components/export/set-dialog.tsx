import { X } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Button, IconButton } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { SelectField, TextField } from "@/components/ui/field";
import type { DistributionSet, DistributionView, SetRecipient } from "@/lib/contracts/distribution";
import { recipientKey, recipientName } from "./recipient-words";

type Details = { name: string; recipients: readonly SetRecipient[] };

/** A set's name and those it is for: a new one where `set` is null. */
export function SetDialog({
  set,
  view,
  onChange,
  onRemove,
  onClose,
}: {
  set: DistributionSet | null;
  view: DistributionView;
  onChange: (id: string, details: Details) => void;
  onRemove: (id: string) => void;
  onClose: () => void;
}) {
  const [id] = useState(() => set?.id ?? crypto.randomUUID());
  const [name, setName] = useState(set?.name ?? "");
  const [recipients, setRecipients] = useState<readonly SetRecipient[]>(set?.recipients ?? []);
  const [tried, setTried] = useState(false);
  const add = (recipient: SetRecipient) =>
    setRecipients([...recipients.filter((one) => recipientKey(one) !== recipientKey(recipient)), recipient]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (name.trim() !== "") onChange(id, { name: name.trim(), recipients });
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={set ? set.name : "A new set"}>
      <form onSubmit={submit} className="grid gap-4">
        <TextField
          label="Name"
          hint="Printed on its cover and in its manifest: say whom it is for, not what it is without."
          value={name}
          maxLength={80}
          error={tried && name.trim() === "" ? "A set needs a name." : undefined}
          onChange={(event) => setName(event.target.value)}
        />
        <div>
          <p className="mb-1 text-sm font-medium">For</p>
          {recipients.length === 0 && <p className="text-sm text-muted">Nobody yet.</p>}
          <ul aria-label="For" className="divide-y">
            {recipients.map((recipient) => (
              <li key={recipientKey(recipient)} className="flex items-center justify-between gap-2">
                <span className="min-w-0 break-words">{recipientName(recipient, view)}</span>
                <IconButton
                  label={`Take ${recipientName(recipient, view)} away`}
                  onClick={() => setRecipients(recipients.filter((one) => one !== recipient))}
                >
                  <X aria-hidden className="size-4" />
                </IconButton>
              </li>
            ))}
          </ul>
        </div>
        <AddRecipient view={view} onAdd={add} />
        <DialogActions>
          {set && (
            <Button look="danger" className="mr-auto" onClick={() => onRemove(set.id)}>
              Take the set away
            </Button>
          )}
          <Button onClick={onClose}>Leave it as it is</Button>
          <Button type="submit" look="primary">
            {set ? "Change the set" : "Add the set"}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

const isAddress = (text: string) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text);

function AddRecipient({ view, onAdd }: { view: DistributionView; onAdd: (recipient: SetRecipient) => void }) {
  const [choice, setChoice] = useState("");
  const [outside, setOutside] = useState({ name: "", email: "" });
  const [tried, setTried] = useState(false);
  const options = [
    { value: "", label: "Choose a party or a person" },
    ...view.parties.map(({ id, name }) => ({ value: `party ${id}`, label: name })),
    ...view.people.map(({ id, name, party }) => ({ value: `person ${id}`, label: `${name}, ${party}` })),
    { value: "outside", label: "Somebody outside the working group" },
  ];
  const choose = (value: string) => {
    const [kind, id = ""] = value.split(" ");
    setChoice(value === "outside" ? value : "");
    if (kind === "party") onAdd({ kind, partyId: id as never });
    if (kind === "person") onAdd({ kind, personId: id as never });
  };
  const addOutside = () => {
    setTried(true);
    const [name, email] = [outside.name.trim(), outside.email.trim()];
    if (name === "" || !isAddress(email)) return;
    onAdd({ kind: "outside", name, email });
    setOutside({ name: "", email: "" });
    setChoice("");
    setTried(false);
  };
  return (
    <fieldset className="grid gap-3 rounded-md border p-3">
      <legend className="px-1 text-sm font-medium">Add somebody</legend>
      <SelectField label="Who" options={options} value={choice} onChange={(event) => choose(event.target.value)} />
      {choice === "outside" && (
        <>
          <TextField
            label="Their name"
            value={outside.name}
            maxLength={120}
            error={tried && outside.name.trim() === "" ? "Say who it is." : undefined}
            onChange={(event) => setOutside({ ...outside, name: event.target.value })}
          />
          <TextField
            label="E-mail"
            type="email"
            value={outside.email}
            maxLength={254}
            error={tried && !isAddress(outside.email.trim()) ? "This is no e-mail address." : undefined}
            onChange={(event) => setOutside({ ...outside, email: event.target.value })}
          />
          <div>
            <Button size="small" onClick={addOutside}>
              Add them
            </Button>
          </div>
        </>
      )}
    </fieldset>
  );
}
