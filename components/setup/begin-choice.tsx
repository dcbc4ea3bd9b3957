import { useId } from "react";
import { classNames } from "@/components/ui/class-names";
import type { OfferingForm } from "@/lib/client/setup";
import { templates } from "@/lib/domain/templates/templates";

/** Where the conditions come from: a template, the agreement as it was read, or nothing. */
export function BeginChoice({
  value,
  draft,
  onChange,
}: {
  value: OfferingForm["begin"];
  /** How many lines were drafted from an agreement; null where none was read. */
  draft: number | null;
  onChange: (begin: OfferingForm["begin"]) => void;
}) {
  const name = useId();
  const choices: { begin: OfferingForm["begin"]; title: string; what: string }[] = [
    ...(draft === null
      ? []
      : [{ begin: "draft" as const, title: "The agreement as read", what: `${draft} lines, as you settled them.` }]),
    ...templates.map(({ id, name: title, what }) => ({ begin: id, title, what })),
    { begin: "nothing", title: "An empty list", what: "Every condition is typed in the list editor." },
  ];
  return (
    <fieldset>
      <legend className="sr-only">The list begins with</legend>
      <div className="grid gap-2 sm:grid-cols-2">
        {choices.map(({ begin, title, what }) => (
          <label
            key={begin}
            className={classNames(
              "flex cursor-pointer gap-3 rounded-lg border bg-surface p-3 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent",
              value === begin ? "border-accent bg-accent-soft" : "hover:border-line-strong",
            )}
          >
            <input
              type="radio"
              name={name}
              checked={value === begin}
              onChange={() => onChange(begin)}
              className="mt-1 size-4 shrink-0 accent-accent focus-visible:outline-none"
            />
            <span>
              <span className="block font-medium">{title}</span>
              <span className="block text-sm text-muted">{what}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
