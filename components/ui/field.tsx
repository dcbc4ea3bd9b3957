import { type ComponentProps, type ReactNode, useId } from "react";
import { classNames } from "./class-names";
import { useHydrated } from "./use-hydrated";

/** How text inputs look. */
export const inputClass =
  "block w-full min-h-9 rounded-md border border-line-strong bg-surface px-2.5 py-1.5 text-base text-text placeholder:text-muted aria-invalid:border-failed disabled:bg-sunken disabled:text-muted";

type Around = {
  label: ReactNode;
  /** A sentence under the label on what belongs here. */
  hint?: ReactNode;
  /** What is wrong with it and how to mend it. */
  error?: string | undefined;
  className?: string;
};

/** A label, a control, a hint and an error that are read out together. `control` gets the ids that tie them. */
export function Field({
  label,
  hint,
  error,
  className,
  control,
}: Around & {
  control: (tie: { id: string; "aria-describedby": string | undefined; "aria-invalid": true | undefined }) => ReactNode;
}) {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ") || undefined;
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1 block text-sm font-medium">
        {label}
      </label>
      {hint && (
        <p id={`${id}-hint`} className="mb-1 text-sm text-muted">
          {hint}
        </p>
      )}
      {control({ id, "aria-describedby": described, "aria-invalid": error ? true : undefined })}
      {error && (
        <p id={`${id}-error`} className="mt-1 text-sm text-failed">
          {error}
        </p>
      )}
    </div>
  );
}

export function TextField({
  label,
  hint,
  error,
  className,
  ...input
}: Around & Omit<ComponentProps<"input">, "className">) {
  return (
    <Field
      label={label}
      hint={hint}
      error={error}
      {...(className && { className })}
      control={(tie) => <input type="text" {...input} {...tie} className={inputClass} />}
    />
  );
}

/** A search of what is on the page; it takes text once the page listens. */
export function SearchField(props: Omit<ComponentProps<typeof TextField>, "type" | "readOnly">) {
  const hydrated = useHydrated();
  return <TextField {...props} type="search" readOnly={!hydrated} />;
}

export function TextAreaField({
  label,
  hint,
  error,
  className,
  ...input
}: Around & Omit<ComponentProps<"textarea">, "className">) {
  return (
    <Field
      label={label}
      hint={hint}
      error={error}
      {...(className && { className })}
      control={(tie) => <textarea rows={4} {...input} {...tie} className={inputClass} />}
    />
  );
}

/** A choice among few: the system's own list, which works with every keyboard, phone and reader. */
export function SelectField({
  label,
  hint,
  error,
  className,
  options,
  ...select
}: Around &
  Omit<ComponentProps<"select">, "className" | "children"> & { options: readonly { value: string; label: string }[] }) {
  return (
    <Field
      label={label}
      hint={hint}
      error={error}
      {...(className && { className })}
      control={(tie) => (
        <select {...select} {...tie} className={inputClass}>
          {options.map(({ value, label: text }) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
      )}
    />
  );
}

export function CheckField({
  label,
  hint,
  className,
  ...input
}: Omit<Around, "error"> & Omit<ComponentProps<"input">, "className" | "type">) {
  const id = useId();
  return (
    <div className={classNames("flex items-start gap-2.5", className)}>
      <input
        type="checkbox"
        {...input}
        id={id}
        aria-describedby={hint ? `${id}-hint` : undefined}
        className="mt-1 size-4 shrink-0 accent-accent"
      />
      <div>
        <label htmlFor={id}>{label}</label>
        {hint && (
          <p id={`${id}-hint`} className="text-sm text-muted">
            {hint}
          </p>
        )}
      </div>
    </div>
  );
}
