import { type ReactNode, useId } from "react";
import { classNames } from "./class-names";

/** A part of a page with its heading: a quiet frame, and room for acts beside the heading. */
export function Panel({
  title,
  actions,
  children,
  className,
  level = 2,
}: {
  title: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  className?: string;
  level?: 2 | 3;
}) {
  const Heading = `h${level}` as const;
  const heading = useId();
  return (
    <section aria-labelledby={heading} className={classNames("rounded-lg border bg-surface p-4 sm:p-5", className)}>
      <div className="mb-3 flex flex-wrap items-center justify-between gap-2">
        <Heading id={heading} className="text-lg">
          {title}
        </Heading>
        {actions && <div className="flex flex-wrap items-end gap-2">{actions}</div>}
      </div>
      {children}
    </section>
  );
}
