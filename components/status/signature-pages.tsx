"use client";

import { CircleCheck, CircleDashed, FileLock, LockKeyholeOpen, Send, Undo2 } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Panel } from "@/components/ui/panel";
import { Pill } from "@/components/ui/status-pill";
import { useSay } from "@/components/ui/toasts";
import { wishFor } from "@/lib/client/status";
import type { SignaturePageView, StatusView } from "@/lib/contracts/views";
import type { SignaturePageState } from "@/lib/domain/closing";
import { useDeed } from "./act-dialog";
import { AddPageDialog } from "./add-page-dialog";

type Step = SignaturePageView["may"][number];

const states: Record<SignaturePageState, { label: string; icon: typeof Send; look: string }> = {
  "not-sent": { label: "Not sent", icon: CircleDashed, look: "bg-open-soft text-open" },
  out: { label: "Out for signature", icon: Send, look: "bg-progress-soft text-progress" },
  "in-escrow": { label: "In escrow", icon: FileLock, look: "bg-progress-soft text-progress" },
  "release-authorised": { label: "Release authorised", icon: LockKeyholeOpen, look: "bg-settled-soft text-settled" },
  released: { label: "Released", icon: CircleCheck, look: "bg-settled-soft text-settled" },
  withdrawn: { label: "Withdrawn", icon: Undo2, look: "bg-lapsed-soft text-lapsed" },
};

const steps: Record<Step, { one: string; all: (count: number) => string; done: string }> = {
  out: { one: "Send out", all: (count) => `Send out all ${count}`, done: "sent out" },
  "in-escrow": { one: "Take into escrow", all: (count) => `Take all ${count} into escrow`, done: "taken into escrow" },
  "release-authorised": {
    one: "Authorise release",
    all: (count) => `Authorise the release of all ${count}`,
    done: "authorised for release",
  },
  withdrawn: { one: "Withdraw", all: (count) => `Withdraw all ${count}`, done: "withdrawn" },
};

/** The pages that are held in escrow and released by the closing alone, with what this viewer may do with each. */
export function SignaturePages({ view }: { view: StatusView }) {
  const { head, signaturePages, may } = view;
  const [adding, setAdding] = useState(false);
  const say = useSay();
  const deed = useDeed(head);

  const move = (step: Step, pages: readonly SignaturePageView[]) =>
    deed.mutate(
      wishFor(
        ...pages.map(({ id }) => ({
          act: "move-signature-page" as const,
          closingId: head.id as string,
          signaturePageId: id as string,
          step,
        })),
      ),
      {
        onSuccess: () =>
          say.done(
            `${pages.length === 1 ? "The signature page is" : `${pages.length} signature pages are`} ${steps[step].done}.`,
          ),
        onError: (error) => say.refused("The signature page stays as it is", error.message),
      },
    );

  return (
    <Panel
      title={
        <>
          Signature pages{" "}
          <span className="font-sans text-sm font-normal text-muted">
            {view.readiness.pagesReady} of {view.readiness.pagesTotal} ready
          </span>
        </>
      }
      actions={
        <>
          <BulkMoves pages={signaturePages} busy={deed.isPending} move={move} />
          {may.editPages && (
            <Button size="small" onClick={() => setAdding(true)}>
              Add a signature page
            </Button>
          )}
        </>
      }
    >
      {signaturePages.length === 0 ? (
        <p className="text-muted">No signature pages are listed for this Time of Delivery.</p>
      ) : (
        <ul className="-mx-4 divide-y border-t sm:-mx-5">
          {signaturePages.map((page) => (
            <li
              key={page.id}
              className="grid items-center gap-x-4 gap-y-1.5 px-4 py-2 sm:grid-cols-[minmax(0,4fr)_minmax(0,4fr)_minmax(0,6fr)] sm:px-5"
            >
              <div className="min-w-0">
                <p className="font-medium">{page.document}</p>
                <p className="text-sm text-muted">{page.party}</p>
              </div>
              <div className="min-w-0">
                <p>{page.signatory}</p>
                <p className="text-sm text-muted">{page.capacity}</p>
              </div>
              <div className="flex flex-wrap items-center gap-2 sm:justify-end">
                <Pill {...states[page.state]} />
                {page.may.map((step) => (
                  <Button
                    key={step}
                    size="small"
                    look={step === "withdrawn" ? "quiet" : "secondary"}
                    disabled={deed.isPending}
                    onClick={() => move(step, [page])}
                  >
                    {steps[step].one}
                    <span className="sr-only">
                      {" "}
                      ({page.document}, {page.signatory})
                    </span>
                  </Button>
                ))}
              </div>
            </li>
          ))}
        </ul>
      )}
      <AddPageDialog view={view} open={adding} onClose={() => setAdding(false)} />
    </Panel>
  );
}

/** One press for several pages that wait for the same step. */
function BulkMoves({
  pages,
  busy,
  move,
}: {
  pages: readonly SignaturePageView[];
  busy: boolean;
  move: (step: Step, pages: readonly SignaturePageView[]) => void;
}) {
  const forward = (["out", "in-escrow", "release-authorised"] as const).map((step) => ({
    step,
    waiting: pages.filter(({ may }) => may.includes(step)),
  }));
  return forward.map(({ step, waiting }) =>
    waiting.length < 2 ? null : (
      <Button key={step} size="small" disabled={busy} onClick={() => move(step, waiting)}>
        {steps[step].all(waiting.length)}
      </Button>
    ),
  );
}
