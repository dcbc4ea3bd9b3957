import { classNames } from "@/components/ui/class-names";
import { Skeleton } from "@/components/ui/skeleton";
import { StatusPill } from "@/components/ui/status-pill";
import type { ChecklistGlance } from "@/lib/contracts/views";

const indents = ["pl-2 lg:pl-17", "pl-4 lg:pl-21", "pl-6 lg:pl-25", "pl-8 lg:pl-29"];

/**
 * What there is to read while the list is on its way: where each row will stand, and its state. Nothing in it can be used
 * yet. Without rows it shows only the shape of a list.
 */
export function FirstRows({ rows }: { rows: ChecklistGlance["rows"] }) {
  if (rows.length === 0) return <Skeleton label="Reading the list" />;
  return (
    <>
      <p role="status" className="sr-only">
        The list is being read
      </p>
      <div aria-hidden className="h-31 sm:h-22" />
      <table
        aria-label="The list, being read"
        className="w-full table-fixed border-separate border-spacing-0 lg:rounded-lg lg:border lg:bg-surface"
      >
        <tbody>
          <tr aria-hidden className="max-lg:hidden">
            <td colSpan={4} className="h-7.5 rounded-t-lg bg-sunken" />
          </tr>
          {rows.map(({ label, title, level, status }) => (
            <tr key={`${label} ${title}`}>
              <th
                scope="row"
                className={classNames(
                  "w-24 py-2.5 pr-2 text-left align-top font-medium lg:w-43 lg:border-t",
                  indents[level],
                )}
              >
                {label}
              </th>
              <td className="py-2.5 font-medium lg:border-t">{title}</td>
              <td className="w-34 py-2.5 lg:w-50 lg:border-t">{status && <StatusPill status={status} />}</td>
              <td className="max-lg:hidden lg:w-[45%] lg:border-t" />
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
