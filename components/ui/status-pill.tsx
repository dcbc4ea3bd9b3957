import {
  Ban,
  Circle,
  CircleCheck,
  CircleDot,
  CircleMinus,
  CircleX,
  Clock,
  FilePen,
  History,
  Hourglass,
  Phone,
  Stamp,
} from "lucide-react";
import type { ClosingStage } from "@/lib/domain/closing";
import type { ConditionStatus } from "@/lib/domain/condition-state";
import { classNames } from "./class-names";

type Look = { label: string; icon: typeof Circle; look: string };

const statuses: Record<ConditionStatus, Look> = {
  open: { label: "Open", icon: Circle, look: "bg-open-soft text-open" },
  delivered: { label: "Delivered", icon: CircleDot, look: "bg-progress-soft text-progress" },
  "form-accepted": { label: "Form accepted", icon: FilePen, look: "bg-progress-soft text-progress" },
  satisfied: { label: "Satisfied", icon: CircleCheck, look: "bg-settled-soft text-settled" },
  waived: { label: "Waived", icon: Stamp, look: "bg-dispensed-soft text-dispensed" },
  "not-applicable": { label: "Not applicable", icon: CircleMinus, look: "bg-dispensed-soft text-dispensed" },
  failed: { label: "Failed", icon: CircleX, look: "bg-failed-soft text-failed" },
};

const stages: Record<ClosingStage, Look> = {
  preparing: { label: "Preparing", icon: FilePen, look: "bg-open-soft text-open" },
  "pre-closing": { label: "Pre-closing", icon: Hourglass, look: "bg-progress-soft text-progress" },
  "on-the-call": { label: "On the call", icon: Phone, look: "bg-progress-soft text-progress" },
  closed: { label: "Closed", icon: CircleCheck, look: "bg-settled-soft text-settled" },
  postponed: { label: "Postponed", icon: Clock, look: "bg-lapsed-soft text-lapsed" },
  terminated: { label: "Terminated", icon: Ban, look: "bg-failed-soft text-failed" },
};

const marks = {
  stale: { label: "Stale", icon: History, look: "bg-lapsed-soft text-lapsed" },
  expired: { label: "Expired", icon: Clock, look: "bg-lapsed-soft text-lapsed" },
} satisfies Record<string, Look>;

export const statusLabel = (status: ConditionStatus) => statuses[status].label;
export const stageLabel = (stage: ClosingStage) => stages[stage].label;

/** The state of a condition: a word and a shape, and only then a colour. */
export const StatusPill = ({ status }: { status: ConditionStatus }) => <Pill {...statuses[status]} />;
export const StagePill = ({ stage }: { stage: ClosingStage }) => <Pill {...stages[stage]} />;
/** Beside a state: the evidence was replaced, or a same-day confirmation is too old. */
export const LapsePill = ({ mark }: { mark: "stale" | "expired" }) => <Pill {...marks[mark]} />;

export function Pill({ label, icon: Icon, look }: Look) {
  return (
    <span
      className={classNames(
        "inline-flex items-center gap-1 rounded-full px-2 py-0.5 text-xs font-medium whitespace-nowrap",
        look,
      )}
    >
      <Icon aria-hidden className="size-3.5 shrink-0" />
      {label}
    </span>
  );
}
