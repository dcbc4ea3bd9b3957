"use client";

import { Ban, CalendarClock, Clock, Hourglass, Phone, ShieldCheck } from "lucide-react";
import { useEffect, useState } from "react";
import { offerCommands } from "@/components/shell/palette-events";
import { Button } from "@/components/ui/button";
import type { StatusView } from "@/lib/contracts/views";
import { ActDialog } from "./act-dialog";
import { ClockDialog } from "./clock-dialog";
import { DeclareDialog } from "./declare-dialog";
import { PostponeDialog } from "./postpone-dialog";
import { TerminateDialog } from "./terminate-dialog";

type Deed = "pre-closing" | "call" | "declare" | "postpone" | "terminate" | "clock";

const deeds: readonly {
  deed: Deed;
  may: keyof StatusView["may"];
  label: string;
  icon: typeof Phone;
  look: "primary" | "secondary" | "danger";
}[] = [
  { deed: "declare", may: "close", label: "Declare the closing", icon: ShieldCheck, look: "primary" },
  { deed: "call", may: "startCall", label: "Start the closing call", icon: Phone, look: "primary" },
  { deed: "pre-closing", may: "preClosing", label: "Open the pre-closing", icon: Hourglass, look: "primary" },
  { deed: "clock", may: "setClock", label: "Set the rehearsal’s clock", icon: Clock, look: "secondary" },
  { deed: "postpone", may: "postpone", label: "Postpone", icon: CalendarClock, look: "secondary" },
  { deed: "terminate", may: "terminate", label: "Terminate", icon: Ban, look: "danger" },
];

/** The acts of the closing itself: only those that this viewer may do now. */
export function ClosingActs({ view }: { view: StatusView }) {
  const [open, setOpen] = useState<Deed | null>(null);
  const { head, may } = view;
  const offered = deeds.filter((one) => may[one.may]);
  const names = offered.map(({ deed }) => deed).join(" ");
  const close = () => setOpen(null);

  useEffect(
    () =>
      offerCommands(
        "closing-acts",
        deeds
          .filter(({ deed }) => names.split(" ").includes(deed))
          .map(({ deed, label }) => ({ id: `act-${deed}`, group: "Acts", label, run: () => setOpen(deed) })),
      ),
    [names],
  );

  if (offered.length === 0) return null;
  return (
    <div className="no-print mt-5 flex flex-wrap gap-2 border-t pt-4">
      {offered.map(({ deed, label, icon: Icon, look }) => (
        <Button key={deed} look={look} onClick={() => setOpen(deed)}>
          <Icon aria-hidden className="size-4" />
          {label}
        </Button>
      ))}
      <ActDialog
        head={head}
        open={open === "pre-closing"}
        onClose={close}
        title="Open the pre-closing"
        description="The parties go through the papers and leave them in escrow. Nothing is delivered or paid yet, and documents and sign-offs can still come in."
        button="Open the pre-closing"
        wish={() => ({ act: "pre-closing", closingId: head.id })}
        done="The pre-closing is open."
      />
      <ActDialog
        head={head}
        open={open === "call"}
        onClose={close}
        title="Start the closing call"
        description="Everyone sees that the call has begun. A Representative can declare the closing from then on, once nothing stands in the way."
        button="Start the call"
        wish={() => ({ act: "start-call", closingId: head.id })}
        done="The closing call has begun."
      />
      <DeclareDialog view={view} open={open === "declare"} onClose={close} />
      <ClockDialog view={view} open={open === "clock"} onClose={close} />
      <PostponeDialog head={head} open={open === "postpone"} onClose={close} />
      <TerminateDialog head={head} open={open === "terminate"} onClose={close} />
    </div>
  );
}
