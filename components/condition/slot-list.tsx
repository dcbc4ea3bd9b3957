import { CircleCheck, CircleDashed, Clock, History, Hourglass } from "lucide-react";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import type { ConditionView, SlotView } from "@/lib/contracts/views";
import { roleLabels } from "@/lib/domain/role";
import { momentWords } from "@/lib/domain/time-words";
import { basisLabels } from "@/lib/domain/words";
import { useClosing, useDesk } from "./desk";
import { basisActs } from "./words";

const looks: Record<SlotView["state"], { icon: typeof Clock; look: string }> = {
  awaiting: { icon: CircleDashed, look: "text-muted" },
  "not-yet": { icon: Hourglass, look: "text-muted" },
  given: { icon: CircleCheck, look: "text-settled" },
  stale: { icon: History, look: "text-lapsed" },
  expired: { icon: Clock, look: "text-lapsed" },
};

/** Every sign-off that is required: whose, on what basis, and how it stands; with what this viewer may do about it. */
export function SlotList({ condition }: { condition: ConditionView }) {
  if (condition.slots.length === 0) {
    return <p className="text-muted">It needs no sign-off of its own.</p>;
  }
  return (
    <ul className="divide-y rounded-md border">
      {condition.slots.map((slot) => (
        <SlotLine key={`${slot.basis} ${slot.role}`} condition={condition} slot={slot} />
      ))}
    </ul>
  );
}

function SlotLine({ condition, slot }: { condition: ConditionView; slot: SlotView }) {
  const { viewer, zone } = useClosing();
  const { ask } = useDesk();
  const { icon: Icon, look } = looks[slot.state];
  const offered = slot.role === viewer.role && condition.may.signOff.some(({ basis }) => basis === slot.basis);
  const words = slot.state === "given" ? "Confirm again" : basisActs[slot.basis];
  const what = `${basisLabels[slot.basis].toLowerCase()} on ${condition.label}`;
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-3 py-2">
      <div className="flex min-w-0 items-start gap-2">
        <Icon aria-hidden className={classNames("mt-0.5 size-4 shrink-0", look)} />
        <div>
          <p>
            <span className="font-medium">{basisLabels[slot.basis]}</span>, {roleLabels[slot.role]}
            {slot.sameDay && <span className="text-muted">, on the day</span>}
          </p>
          <p className={classNames("text-sm", look)}>{slotSentence(slot, zone)}</p>
        </div>
      </div>
      <div className="flex flex-wrap gap-2">
        {slot.withdrawable && (
          <Button
            size="small"
            look="quiet"
            onClick={() =>
              slot.withdrawable && ask({ do: "withdraw", id: condition.id, actId: slot.withdrawable, what })
            }
          >
            Withdraw
            <span className="sr-only"> {what}</span>
          </Button>
        )}
        {offered && (
          <Button
            size="small"
            look={slot.state === "given" ? "secondary" : "primary"}
            aria-label={`${words}: ${condition.label}`}
            onClick={() => ask({ do: "sign-off", id: condition.id, basis: slot.basis })}
          >
            {words}
          </Button>
        )}
      </div>
    </li>
  );
}

/** How a required sign-off stands, in words, with who and when. */
function slotSentence({ state, by, at, until, sameDay }: SlotView, zone: string): string {
  const when = (moment: string | null) => (moment ? momentWords(new Date(moment), zone) : "");
  switch (state) {
    case "awaiting":
      return sameDay ? "Awaited; its window is open." : "Awaited.";
    case "not-yet":
      return `Not before ${when(until)}.`;
    case "given":
      return `Given by ${by}, ${when(at)}${until ? `; holds until ${when(until)}` : ""}.`;
    case "stale":
      return `Stale: ${by} gave it ${when(at)}, on other evidence than is in force.`;
    case "expired":
      return `Expired: ${by} gave it ${when(at)}, too long ago.`;
  }
}
