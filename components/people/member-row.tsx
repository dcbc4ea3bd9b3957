import { ListChecks, Signature } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Pill } from "@/components/ui/status-pill";
import type { MemberView } from "@/lib/contracts/people";
import { LocalDay } from "./local-day";

/** What a person may do for their party, beyond what everyone of it may. */
export function StandingPills({ authority, coordinator }: { authority: boolean; coordinator: boolean }) {
  return (
    <>
      {authority && <Pill label="May bind" icon={Signature} look="bg-settled-soft text-settled" />}
      {coordinator && <Pill label="Keeps the list" icon={ListChecks} look="bg-progress-soft text-progress" />}
    </>
  );
}

export function MemberRow({ member, onEnd }: { member: MemberView; onEnd?: () => void }) {
  const { name, title, email, endedAt, since } = member;
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2">
      <div className="min-w-0 flex-1 basis-64">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className={endedAt ? "text-muted" : "font-medium"}>{name}</span>
          {!endedAt && <StandingPills {...member} />}
        </p>
        <p className="text-sm text-muted">
          {title && <>{title} · </>}
          <span className="inline-block wrap-anywhere">{email}</span>
        </p>
      </div>
      <div className="flex items-center gap-3 text-sm text-muted">
        <span>
          {endedAt ? "Left " : "Since "}
          <LocalDay at={endedAt ?? since} />
        </span>
        {member.may.end && onEnd && (
          <Button size="small" onClick={onEnd}>
            End<span className="sr-only"> the membership of {name}</span>
          </Button>
        )}
      </div>
    </li>
  );
}
