import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";

/** A table that may be wider than the screen, in a frame of its own that scrolls sideways. */
export const ScrollFrame = ({
  label,
  className,
  children,
}: {
  label: string;
  className?: string;
  children: ReactNode;
}) => (
  <section
    className={classNames("overflow-x-auto print:overflow-visible", className)}
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a frame that scrolls sideways is reached by the keyboard too
    tabIndex={0}
    aria-label={label}
  >
    {children}
  </section>
);
