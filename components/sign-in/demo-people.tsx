import { classNames } from "@/components/ui/class-names";
import type { DemoPart } from "@/lib/contracts/people";

/** The people of the demonstration, to be signed in as: one press fills in both fields. */
export function DemoPeople({
  parts,
  chosen,
  onChoose,
}: {
  parts: readonly DemoPart[];
  chosen: string;
  onChoose: (filled: { email: string; password: string }) => void;
}) {
  return (
    <section aria-labelledby="demo-people" className="rounded-lg border bg-surface p-4 sm:p-5">
      <h2 id="demo-people" className="text-lg">
        People of the demonstration
      </h2>
      <p className="mt-1 mb-4 text-sm text-muted">
        Choose one: e-mail and password are filled in. To see the wall between the sides, open a second browser as
        someone of the other one.
      </p>
      <div className="gap-x-6 sm:columns-2">
        {parts.map(({ part, people }) => (
          <div key={part} className="mb-4 break-inside-avoid">
            <h3 className="mb-1 font-sans text-xs font-semibold text-muted">{part}</h3>
            <ul className="-mx-2">
              {people.map(({ name, title, email, password }) => (
                <li key={email}>
                  <button
                    type="button"
                    aria-pressed={email === chosen}
                    onClick={() => onChoose({ email, password })}
                    className={classNames(
                      "w-full rounded-md px-2 py-1 text-left",
                      email === chosen ? "bg-accent-soft" : "hover:bg-sunken",
                    )}
                  >
                    <span className="font-medium text-accent">{name}</span>
                    {title && <span className="block text-sm text-muted">{title}</span>}
                  </button>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </section>
  );
}
