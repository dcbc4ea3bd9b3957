import Link from "next/link";
import { stageLabels } from "@/components/document/document-words";
import type { ConditionView } from "@/lib/contracts/views";
import { useClosing } from "./desk";

/** The versions that a sign-off given now would rest on, each to be read. */
export function EvidenceList({ condition }: { condition: Pick<ConditionView, "deliverables"> }) {
  const { place } = useClosing();
  const resting = condition.deliverables.flatMap(({ id, title, inForce }) =>
    inForce ? [{ id, title, ...inForce }] : [],
  );
  if (resting.length === 0) return null;
  return (
    <div>
      <p className="mb-1 text-sm font-medium">It rests on</p>
      <ul className="space-y-1 text-sm">
        {resting.map(({ id, title, versionId, number, stage, sha256 }) => (
          <li key={id} className="flex flex-wrap items-baseline gap-x-2">
            <Link
              href={`/offerings/${place.offeringId}/versions/${versionId}`}
              target="_blank"
              prefetch={false}
              className="link"
            >
              {title}
              <span className="sr-only"> (opens in a new window)</span>
            </Link>
            <span className="text-muted">
              version {number}, {stageLabels[stage].toLowerCase()}, SHA-256 {sha256.slice(0, 12)}…
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
