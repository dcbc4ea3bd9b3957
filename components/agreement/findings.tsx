import { Button } from "@/components/ui/button";
import type { AgreementDraft, TextSpan } from "@/lib/contracts/agreement";

/** What does not agree with itself, and words that are in no line: each is for a person to look at and to settle. */
export function Findings({
  findings,
  unassigned,
  text,
  settled,
  onSettle,
  onShow,
  onMakeLine,
}: {
  findings: AgreementDraft["findings"];
  unassigned: readonly TextSpan[];
  text: string;
  settled: ReadonlySet<string>;
  onSettle: (id: string, settled: boolean) => void;
  onShow: (span: TextSpan) => void;
  onMakeLine: (span: TextSpan) => void;
}) {
  const open = [...findings.map(({ id }) => id), ...unassigned.map(unassignedId)].filter(
    (id) => !settled.has(id),
  ).length;
  if (findings.length + unassigned.length === 0) {
    return <p className="text-sm text-muted">The agreement agrees with itself, as far as this can be told.</p>;
  }
  return (
    <details open={open > 0} className="rounded-md border bg-surface">
      <summary className="cursor-pointer px-3 py-2 font-medium">
        {open === 0
          ? "Everything to settle is settled"
          : open === 1
            ? "One thing to settle"
            : `${open} things to settle`}
      </summary>
      <ul className="max-h-56 divide-y overflow-y-auto border-t">
        {findings.map(({ id, message, spans }) => (
          <li key={id} className="flex flex-wrap items-center gap-2 px-3 py-2 text-sm">
            <Settle id={id} settled={settled} onSettle={onSettle} message={message} />
            {spans.map((span, place) => (
              <Button key={span.join("-")} size="small" look="quiet" onClick={() => onShow(span)}>
                {spans.length > 1 ? `Show ${place + 1}` : "Show"}
              </Button>
            ))}
          </li>
        ))}
        {unassigned.map((span) => (
          <li key={unassignedId(span)} className="flex flex-wrap items-center gap-2 px-3 py-2 text-sm">
            <Settle
              id={unassignedId(span)}
              settled={settled}
              onSettle={onSettle}
              message={`In no line: “${shortOf(text.slice(...span))}”`}
            />
            <Button size="small" look="quiet" onClick={() => onShow(span)}>
              Show
            </Button>
            <Button size="small" look="quiet" onClick={() => onMakeLine(span)}>
              Make a line of it
            </Button>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Settle({
  id,
  settled,
  onSettle,
  message,
}: {
  id: string;
  settled: ReadonlySet<string>;
  onSettle: (id: string, settled: boolean) => void;
  message: string;
}) {
  return (
    <label className="flex min-w-60 flex-1 items-start gap-2">
      <input
        type="checkbox"
        checked={settled.has(id)}
        onChange={(event) => onSettle(id, event.target.checked)}
        className="mt-0.5 size-4 shrink-0 accent-accent"
      />
      <span className={settled.has(id) ? "text-muted line-through" : undefined}>{message}</span>
    </label>
  );
}

export const unassignedId = (span: TextSpan) => `unassigned-${span[0]}`;

function shortOf(text: string): string {
  const words = text.replace(/\s+/g, " ").trim();
  return words.length > 120 ? `${words.slice(0, 119)}…` : words;
}
