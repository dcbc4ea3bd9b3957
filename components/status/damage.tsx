import { Notice } from "@/components/ui/notice";
import type { StatusView } from "@/lib/contracts/views";

/** What does not hold of the record, before anything else: nobody should rely on the page without knowing it. */
export function Damage({ view: { damage } }: { view: StatusView }) {
  if (damage.length === 0) return null;
  return (
    <Notice tone="error" title="The record does not agree with its own log">
      <ul className="my-1 list-disc space-y-1 pl-5">
        {damage.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <p>
        Nothing can be declared closed on it. Tell whoever runs this site at once, and hold on to your own papers; the
        button comes back by itself when a check finds that all of it holds.
      </p>
    </Notice>
  );
}
