import type { ReactNode } from "react";

/** What stands where there is nothing yet: why, and what to do. */
export function EmptyState({
  title,
  text,
  children,
  level = 2,
}: {
  title: string;
  text: ReactNode;
  children?: ReactNode;
  level?: 1 | 2 | 3;
}) {
  const Heading = `h${level}` as const;
  return (
    <div className="rounded-lg border border-dashed border-line-strong px-6 py-10 text-center">
      <Heading className="text-xl">{title}</Heading>
      <p className="mx-auto mt-2 max-w-prose text-muted">{text}</p>
      {children && <div className="mt-5 flex flex-wrap justify-center gap-2">{children}</div>}
    </div>
  );
}
