import type { ReactNode } from "react";

/** A part of a long form, under a heading of its own that the page's index leads to. */
export function FormSection({
  id,
  title,
  hint,
  children,
}: {
  id: string;
  title: string;
  hint?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section aria-labelledby={`${id}-title`} id={id} className="scroll-mt-16 border-t pt-6 first:border-t-0 first:pt-0">
      <h2 id={`${id}-title`} className="text-xl">
        {title}
      </h2>
      {hint && <p className="measure mt-1 mb-4 text-sm text-muted">{hint}</p>}
      <div className={hint ? undefined : "mt-4"}>{children}</div>
    </section>
  );
}

/** Fields beside one another where there is room. */
export const FieldRow = ({ children }: { children: ReactNode }) => (
  <div className="grid gap-x-4 gap-y-3 sm:grid-cols-2 lg:grid-cols-6">{children}</div>
);
