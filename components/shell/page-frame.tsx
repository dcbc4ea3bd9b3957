import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";

/** A page that is not of one Time of Delivery: its heading, its acts, its content. */
export function PageFrame({
  title,
  lead,
  actions,
  narrow = false,
  children,
}: {
  title: ReactNode;
  lead?: ReactNode;
  actions?: ReactNode;
  narrow?: boolean;
  children: ReactNode;
}) {
  return (
    <main id="content" className={classNames("mx-auto px-3 py-6 sm:px-6", narrow ? "max-w-3xl" : "max-w-screen-2xl")}>
      <div className="mb-5 flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <h1 className="text-2xl">{title}</h1>
          {lead && <p className="mt-1 max-w-prose text-muted">{lead}</p>}
        </div>
        {actions && <div className="no-print flex flex-wrap gap-2">{actions}</div>}
      </div>
      {children}
    </main>
  );
}
