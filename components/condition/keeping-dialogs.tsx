"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { SelectField, TextField } from "@/components/ui/field";
import type { ConditionView } from "@/lib/contracts/views";
import type { ConditionId, PersonId } from "@/lib/domain/ids";
import { localTimeOf, momentOfLocal } from "@/lib/domain/local-time";
import { zoneWords } from "@/lib/domain/time-words";
import { listOf } from "@/lib/domain/words";
import { useClosing } from "./desk";
import { OutcomeMark } from "./outcome-mark";
import { useSeveralActs } from "./use-several-acts";

/** Who is to see to one condition or several. */
export function AssignDialog({ ids, onClose }: { ids: readonly ConditionId[]; onClose: () => void }) {
  const { view, find } = useClosing();
  const conditions = ids.flatMap((id) => find(id) ?? []);
  const [assignee, setAssignee] = useState<string>(conditions.length === 1 ? (conditions[0]?.assignee?.id ?? "") : "");
  const several = useSeveralActs();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const assigneeId = assignee === "" ? null : (assignee as PersonId);
    const all = await several.run(ids.map((id) => ({ id, act: { act: "assign", conditionId: id, assigneeId } })));
    if (all) onClose();
  };
  const parties = Map.groupBy(view.people, ({ party }) => party);
  return (
    <Dialog open onOpenChange={onClose} title={`Who sees to ${namesOf(conditions)}`}>
      <form onSubmit={submit}>
        <SelectField
          label="Person"
          hint="Asking someone gives them no authority; it puts the condition on their own list."
          autoFocus
          value={assignee}
          onChange={(event) => setAssignee(event.target.value)}
          options={[
            { value: "", label: "Nobody in particular" },
            ...[...parties].flatMap(([party, people]) =>
              people.map(({ id, name }) => ({ value: id as string, label: `${name}, ${party}` })),
            ),
          ]}
        />
        <Outcomes conditions={conditions} several={several} />
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={several.running}>
            Assign
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

/** By when one condition or several are asked for, in the closing's zone. */
export function SetDueDialog({ ids, onClose }: { ids: readonly ConditionId[]; onClose: () => void }) {
  const { view, find, zone } = useClosing();
  const conditions = ids.flatMap((id) => find(id) ?? []);
  const known = conditions.length === 1 ? conditions[0]?.dueAt : null;
  const [local, setLocal] = useState(
    known ? partsOf(localTimeOf(new Date(known), zone)) : { date: view.head.localDate, time: "09:00" },
  );
  const [error, setError] = useState<string>();
  const several = useSeveralActs();
  const set = async (dueAt: string | null) => {
    const all = await several.run(ids.map((id) => ({ id, act: { act: "set-due", conditionId: id, dueAt } })));
    if (all) onClose();
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const moment = momentOfLocal(`${local.date}T${local.time}`, zone);
    setError(moment ? undefined : "This names no moment in the closing’s zone. Choose another date or time.");
    if (moment) await set(moment.toISOString());
  };
  return (
    <Dialog open onOpenChange={onClose} title={`When ${namesOf(conditions)} should be done`}>
      <form onSubmit={submit}>
        <div className="grid gap-3 sm:grid-cols-2">
          <TextField
            label="Date"
            type="date"
            required
            autoFocus
            value={local.date}
            onChange={(event) => setLocal({ ...local, date: event.target.value })}
            error={error}
          />
          <TextField
            label={`Time, ${zoneWords(new Date(view.head.timeOfDelivery), zone)}`}
            type="time"
            required
            value={local.time}
            onChange={(event) => setLocal({ ...local, time: event.target.value })}
          />
        </div>
        <p className="mt-2 text-sm text-muted">
          A date that the list keeper asks for. Deadlines of the agreement itself stand on the timeline.
        </p>
        <Outcomes conditions={conditions} several={several} />
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          {conditions.some(({ dueAt }) => dueAt) && (
            <Button onClick={() => void set(null)} busy={several.running}>
              No date
            </Button>
          )}
          <Button type="submit" look="primary" busy={several.running}>
            Set date
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

/** A date-and-time field's text as the two fields hold it. */
const partsOf = (local: string) => ({ date: local.slice(0, 10), time: local.slice(11) });

function Outcomes({
  conditions,
  several,
}: {
  conditions: readonly ConditionView[];
  several: ReturnType<typeof useSeveralActs>;
}) {
  if (![...several.outcomes.values()].some(({ state }) => state === "refused")) return null;
  return (
    <ul role="alert" className="mt-3 space-y-1">
      {conditions.map(({ id, label }) => (
        <li key={id} className="flex items-start gap-2 text-sm">
          <span className="font-medium">{label}</span>
          <OutcomeMark outcome={several.outcomes.get(id)} />
        </li>
      ))}
    </ul>
  );
}

const namesOf = (conditions: readonly Pick<ConditionView, "label">[]) =>
  conditions.length > 4 ? `${conditions.length} conditions` : listOf(conditions.map(({ label }) => label));
