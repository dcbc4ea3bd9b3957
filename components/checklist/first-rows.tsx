import { classNames } from "@/components/ui/class-names";
import { Skeleton } from "@/components/ui/skeleton";
import { StatusPill } from "@/components/ui/status-pill";
import type { ChecklistGlance } from "@/lib/contracts/views";

const indents = ["", "lg:pl-9", "lg:pl-13", "lg:pl-17"];

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
      <div aria-hidden className="mb-3 h-31 sm:h-22" />
      <table
        aria-label="The list, being read"
        className="w-full border-separate border-spacing-0 lg:rounded-lg lg:border lg:bg-surface"
      >
        <tbody>
          {rows.map(({ label, title, level, status }) => (
            <tr key={`${label} ${title}`}>
              <th
                scope="row"
                className={classNames(
                  "w-43 py-1.5 pr-2 pl-14 text-left align-top font-medium lg:border-t",
                  indents[level],
                )}
              >
                {label}
              </th>
              <td className="py-1.5 font-medium lg:border-t">{title}</td>
              <td className="w-50 py-1.5 lg:border-t">{status && <StatusPill status={status} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
