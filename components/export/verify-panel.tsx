import { ButtonLink } from "@/components/ui/button";
import { Panel } from "@/components/ui/panel";
import type { ClosingSetView } from "@/lib/contracts/closing-set";

/** How a stranger checks a set, years later and without this site. */
export function VerifyPanel({ view }: { view: ClosingSetView }) {
  return (
    <Panel title="Verify a set">
      <p className="mb-3">
        Anyone can check a set without this site: that no byte was changed, that its documents are the ones recorded,
        that the log has no event changed or taken away, and that each sign-off rests on the bytes it names.
      </p>
      <ol className="mb-3 list-decimal space-y-1 pl-5 text-sm">
        <li>Save the verifier, a single page that works without a network, or open it here.</li>
        <li>Choose the PDF or the ZIP. It is read on your own computer and goes nowhere.</li>
        <li>
          Enter the head of the log that you were given at the closing, so that a set made up anew is betrayed too.
        </li>
      </ol>
      <div className="flex flex-wrap items-center gap-3">
        <ButtonLink download size="small" href="/verify.html">
          Save the verifier
        </ButtonLink>
        <a className="text-sm text-accent hover:underline" href="/verify.html" target="_blank" rel="noreferrer">
          Open it here
        </a>
      </div>
      <p className="mt-3 text-sm break-all text-muted">
        Head of the log now: event {view.log.seq}, <span className="font-mono text-xs">{view.log.hash}</span>
      </p>
    </Panel>
  );
}
