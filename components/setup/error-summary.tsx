"use client";

import { useEffect, useRef } from "react";
import type { FieldErrors } from "@/lib/client/setup";

const words: Record<string, string> = {
  localDate: "date",
  localTime: "time",
  zone: "time zone",
  datedOn: "date",
  conditionsSection: "conditions section",
  closingTerm: "word for the moment of delivery",
  publicPrice: "price to public",
  purchasePrice: "purchase price",
};

const groups: Record<string, string> = {
  parties: "Party",
  closings: "Time of Delivery",
  allocations: "Underwriter",
  rows: "Line",
};

/** "closings.0.localTime" in words: "Time of Delivery 1, time". */
function placeWords(path: string): string {
  const parts = path.split(".");
  const last = parts.at(-1) ?? "";
  const name = words[last] ?? last.replaceAll(/([A-Z])/g, " $1").toLowerCase();
  const number = parts.findIndex((part) => /^\d+$/.test(part));
  const group = groups[parts[number - 1] ?? ""];
  if (number > 0 && group) return `${group} ${Number(parts[number]) + 1}, ${name}`;
  const above = parts.at(-2);
  return above && above !== "terms" ? `${above}, ${name}` : name;
}

/** The field that a path leads to, or the first of the part that it names. */
const fieldAt = (path: string) =>
  document.querySelector<HTMLElement>(`[name="${path}"]`) ?? document.querySelector<HTMLElement>(`[name^="${path}."]`);

/** All that is wrong with a form, each with a way to its field. It takes the focus when it comes. */
export function ErrorSummary({ errors, general }: { errors: FieldErrors; general: string | null }) {
  const box = useRef<HTMLDivElement>(null);
  const count = errors.size;
  useEffect(() => {
    if (count > 0 || general) box.current?.focus();
  }, [count, general]);
  if (count === 0 && !general) return null;
  return (
    <div ref={box} role="alert" tabIndex={-1} className="mb-6 rounded-md bg-failed-soft px-4 py-3">
      <p className="font-medium">
        {general ??
          (count === 1 ? "One thing keeps this from being saved." : `${count} things keep this from being saved.`)}
      </p>
      {count > 0 && (
        <ul className="mt-1 list-disc space-y-0.5 pl-5 text-sm">
          {[...errors].map(([path, message]) => (
            <li key={path}>
              <button type="button" className="link text-left" onClick={() => fieldAt(path)?.focus()}>
                {placeWords(path)}
              </button>
              : {message}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
