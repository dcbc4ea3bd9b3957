import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names";

type Look = "primary" | "secondary" | "quiet" | "danger";
type Size = "small" | "normal";

const looks: Record<Look, string> = {
  primary: "bg-accent text-on-accent border-accent hover:bg-accent-strong hover:border-accent-strong",
  secondary: "bg-surface text-text border-line-strong hover:bg-sunken",
  quiet: "bg-transparent text-accent border-transparent hover:bg-accent-soft",
  danger: "bg-surface text-failed border-failed hover:bg-failed-soft",
};

const sizes: Record<Size, string> = {
  small: "min-h-7 px-2.5 py-0.5 text-sm",
  normal: "min-h-9 px-3.5 py-1.5 text-base",
};

/** How a button looks; also for links and triggers that act as one. */
export const buttonClass = (look: Look = "secondary", size: Size = "normal") =>
  classNames(
    "inline-flex items-center justify-center gap-1.5 rounded-md border font-medium whitespace-nowrap transition-colors select-none",
    "disabled:cursor-not-allowed disabled:opacity-50",
    looks[look],
    sizes[size],
  );

type ButtonProps = ComponentProps<"button"> & {
  look?: Look;
  size?: Size;
  /** Set while the act is on its way: the button waits, and says so. */
  busy?: boolean;
};

export function Button({ look, size, busy = false, className, children, disabled, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
      className={classNames(buttonClass(look, size), className)}
    >
      {children}
      {busy && (
        <span aria-hidden className="size-3 animate-spin rounded-full border-2 border-current border-r-transparent" />
      )}
    </button>
  );
}

/** A link that looks like a button. Downloads leave the application's own navigation alone. */
export function ButtonLink({
  look,
  size,
  className,
  href,
  download,
  children,
}: {
  look?: Look;
  size?: Size;
  className?: string;
  href: string;
  download?: boolean;
  children: ReactNode;
}) {
  const style = classNames(buttonClass(look, size), className);
  if (download) {
    return (
      <a href={href} download className={style}>
        {children}
      </a>
    );
  }
  return (
    <Link href={href} prefetch={false} className={style}>
      {children}
    </Link>
  );
}

/** A button that shows a picture only; its label is read out, and shown as a tip. */
export function IconButton({
  label,
  className,
  children,
  ...rest
}: Omit<ComponentProps<"button">, "aria-label"> & { label: string }) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      {...rest}
      className={classNames(
        "inline-flex size-8 items-center justify-center rounded-md text-muted transition-colors hover:bg-sunken hover:text-text disabled:opacity-40",
        className,
      )}
    >
      {children}
    </button>
  );
}
