"use client";

import { Clock, History } from "lucide-react";
import Link from "next/link";
import { conditionPath } from "@/components/dashboard/places";
import { useAddress } from "@/components/dashboard/use-address";
import { Button } from "@/components/ui/button";
import { Panel } from "@/components/ui/panel";
import { Pill } from "@/components/ui/status-pill";
import type { StatusView } from "@/lib/contracts/views";
import { isPartyRole, type PartyRole, roleLabels } from "@/lib/domain/role";
import { momentWords } from "@/lib/domain/time-words";

/** The part whose blockers are shown, as the address has it. */
export function usePartyFilter(): [PartyRole | null, (role: PartyRole | null) => void] {
  const [address, put] = useAddress();
  const asked = address.get("party") ?? "";
  return [
    isPartyRole(asked) ? asked : null,
    (role) => {
      if (role) address.set("party", role);
      else address.delete("party");
      put(address);
    },
  ];
}

/** What stands in the way: each thing with whose it is and what is to be done, one step from where it is done. */
export function Blockers({ view: { blockers, head, readiness } }: { view: StatusView }) {
  const [party, choose] = usePartyFilter();
  const shown = party ? blockers.filter(({ roles }) => roles.includes(party)) : blockers;
  const place = { offeringId: head.offering.id, closingId: head.id };
  return (
    <Panel
      title={
        <>
          What blocks it <span className="font-sans text-sm font-normal text-muted">{blockers.length}</span>
        </>
      }
      actions={
        party && (
          <Button size="small" onClick={() => choose(null)}>
            {roleLabels[party]} only: show all
          </Button>
        )
      }
    >
      {blockers.length === 0 ? (
        <p className="text-muted">
          {readiness.total === 0 ? "There are no conditions yet." : "No condition stands in the way."}
        </p>
      ) : shown.length === 0 ? (
        <p className="text-muted">Nothing waits for that part.</p>
      ) : (
        <ul className="-mx-4 divide-y border-t sm:-mx-5">
          {shown.map(({ conditionId, label, title, sentence, lapsed, from }) => (
            <li
              key={conditionId}
              className="relative grid gap-x-4 px-4 py-2 hover:bg-sunken sm:grid-cols-[6.5rem_minmax(0,1fr)_auto] sm:px-5"
            >
              <span className="font-medium">{label}</span>
              <div className="min-w-0">
                <Link href={conditionPath({ ...place, conditionId })} className="after:absolute after:inset-0">
                  {title}
                </Link>
                <p className="text-sm text-muted">{sentence}</p>
              </div>
              <div className="flex items-start pt-0.5">
                {lapsed ? (
                  <Pill label="Lapsed" icon={History} look="bg-lapsed-soft text-lapsed" />
                ) : from && from > head.clock ? (
                  <span title={`From ${momentWords(new Date(from), head.zone)}`}>
                    <Pill label="On the day" icon={Clock} look="bg-open-soft text-open" />
                  </span>
                ) : null}
              </div>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
