import type { ReactNode } from "react";

/** What was agreed, a line each; what is not known says so. */
export function Facts({ facts }: { facts: readonly { name: string; value: ReactNode | null }[] }) {
  return (
    <dl className="grid grid-cols-[minmax(7rem,auto)_1fr] gap-x-4 gap-y-1">
      {facts.map(({ name, value }) => (
        <div key={name} className="contents">
          <dt className="text-muted">{name}</dt>
          <dd className="min-w-0 break-words">
            {value === null || value === "" ? <span className="text-muted italic">Not known yet</span> : value}
          </dd>
        </div>
      ))}
    </dl>
  );
}
