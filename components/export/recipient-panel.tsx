import { Button } from "@/components/ui/button";
import { DialogActions, SidePanel } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { useRecipientView } from "@/lib/client/distribution";
import type { ClosingPlace } from "@/lib/contracts/checklist-path";
import type { DistributionSet, RecipientView } from "@/lib/contracts/distribution";
import { firstPages } from "./index-edits";

/** A set as those who get it will find it, and beside it, for whoever sends it, what they will not find. */
export function RecipientPanel({
  set,
  place,
  onClose,
}: {
  set: DistributionSet;
  place: ClosingPlace;
  onClose: () => void;
}) {
  const { data, error } = useRecipientView(place, set.id);
  return (
    <SidePanel
      open
      onOpenChange={(open) => !open && onClose()}
      title={`${set.name}, as those who get it find it`}
      description="As it would be built now. Nothing is sent."
    >
      {error && <Notice tone="error">{error.message}</Notice>}
      {!data && !error && <p role="status">Reading the record…</p>}
      {data && <Found view={data} />}
      <DialogActions>
        <Button onClick={onClose}>Back to the sets</Button>
      </DialogActions>
    </SidePanel>
  );
}

function Found({ view }: { view: RecipientView }) {
  const pages = firstPages(view.parts);
  const open = view.preflight.filter(({ fault }) => fault);
  return (
    <div className="grid gap-5">
      <section aria-label="What they will find" className="rounded-md border p-4">
        <p className="font-serif text-lg">{view.issuer}</p>
        {view.securities.map((security) => (
          <p key={security}>{security}</p>
        ))}
        <p className="mt-1 font-medium">{view.title}</p>
        {view.notice !== "" && <p className="italic">{view.set.name}</p>}
        <p className="text-sm text-muted">Time of Delivery: {view.timeOfDelivery}</p>
        {view.notice !== "" && <p className="mt-3 text-sm italic">{view.notice}</p>}
        {view.parts.map((part) => (
          <section key={part.title} className="mt-4">
            <h3 className="mb-1 text-base">{part.title}</h3>
            <ol aria-label={`Tabs in ${part.title}`} className="divide-y border-y">
              {part.tabs.map((tab) => (
                <li key={tab.key} className="flex gap-2 py-1.5">
                  <span className="w-16 shrink-0 font-medium tabular-nums">{tab.number}</span>
                  <div className="min-w-0 flex-1">
                    <p>{tab.title}</p>
                    {tab.omitted !== null && <p className="text-sm text-muted">Intentionally omitted. {tab.omitted}</p>}
                    <ul className="text-sm text-muted">
                      {tab.documents.map(({ title, date, signatories, sha256 }, place) => {
                        const page = pages.get(tab.key)?.documents[place];
                        const words = [title, date, signatories.join(", "), page && `p. ${page}`];
                        return <li key={`${title} ${sha256}`}>{words.filter(Boolean).join(" · ")}</li>;
                      })}
                    </ul>
                  </div>
                  <span className="shrink-0 text-sm text-muted tabular-nums">
                    {pages.has(tab.key) && `p. ${pages.get(tab.key)?.tab}`}
                  </span>
                </li>
              ))}
            </ol>
          </section>
        ))}
      </section>
      <section aria-label="Not part of this set">
        <h3 className="mb-1 text-base">Not part of this set</h3>
        {view.omitted.length === 0 && <p>Nothing: it has everything.</p>}
        <ul className="divide-y">
          {view.omitted.map(({ number, title, documents }) => (
            <li key={`${number} ${title}`} className="py-1.5">
              <p>
                <span className="mr-2 font-medium tabular-nums">{number}</span>
                {title}
              </p>
              <p className="text-sm text-muted">{documents.join("; ") || "no document"}</p>
            </li>
          ))}
        </ul>
        {view.omitted.length > 0 && (
          <p className="mt-2 text-sm text-muted">Those who get the set are told none of this.</p>
        )}
      </section>
      {open.length > 0 && (
        <section aria-label="Open in this set">
          <h3 className="mb-1 text-base">Open, and printed in it</h3>
          <ul className="list-disc pl-5 text-sm">
            {open.map(({ code, label, document, sentence }) => (
              <li key={`${code} ${label} ${document} ${sentence}`}>
                {[label, document].filter(Boolean).join(", ")}: {sentence}
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
