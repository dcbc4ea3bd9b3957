import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { CheckField, TextField } from "@/components/ui/field";
import type { SetTabView } from "@/lib/contracts/closing-set";

type Change = { number: string; title: string; omitted: string | null };

/** One tab of the index: its number, its title, and whether it is intentionally omitted. */
export function TabDialog({
  tab,
  onChange,
  onClose,
}: {
  tab: SetTabView;
  onChange: (change: Change) => void;
  onClose: () => void;
}) {
  const [number, setNumber] = useState(tab.number);
  const [title, setTitle] = useState(tab.title);
  const [omitted, setOmitted] = useState(tab.omitted !== null);
  const [why, setWhy] = useState(tab.omitted ?? "");
  const [tried, setTried] = useState(false);
  const isRight = number.trim() !== "" && title.trim() !== "" && (!omitted || why.trim() !== "");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (isRight) onChange({ number: number.trim(), title: title.trim(), omitted: omitted ? why.trim() : null });
  };
  const missing = (text: string, words: string) => (tried && text.trim() === "" ? words : undefined);
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={`Tab ${tab.number}`}>
      <form onSubmit={submit} className="grid gap-4">
        <TextField
          label="Number"
          value={number}
          maxLength={40}
          error={missing(number, "A tab needs a number.")}
          onChange={(event) => setNumber(event.target.value)}
        />
        <TextField
          label="Title"
          value={title}
          maxLength={300}
          error={missing(title, "A tab needs a title.")}
          onChange={(event) => setTitle(event.target.value)}
        />
        <CheckField
          label="Intentionally omitted"
          hint="The tab keeps its number and its slip sheet, and has no documents."
          checked={omitted}
          onChange={(event) => setOmitted(event.target.checked)}
        />
        {omitted && (
          <TextField
            label="Why it is omitted"
            hint="Printed on its slip sheet and in the index."
            value={why}
            maxLength={500}
            error={missing(why, "Say why the tab is omitted.")}
            onChange={(event) => setWhy(event.target.value)}
          />
        )}
        <DialogActions>
          <Button onClick={onClose}>Leave it as it is</Button>
          <Button type="submit" look="primary">
            Change the tab
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
