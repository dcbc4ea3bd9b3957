import { Download } from "lucide-react";
import { Panel } from "@/components/ui/panel";
import { exportAddress } from "@/lib/client/closing-set";
import type { ClosingPlace } from "@/lib/contracts/checklist-path";
import type { ExportFormat } from "@/lib/contracts/closing-set";

const exports: readonly { what: string; files: readonly { label: string; format: ExportFormat }[] }[] = [
  {
    what: "Checklist",
    files: [
      { label: "Word", format: "checklist.docx" },
      { label: "Excel", format: "checklist.xlsx" },
      { label: "CSV", format: "checklist.csv" },
    ],
  },
  {
    what: "Working group list",
    files: [
      { label: "Word", format: "working-group.docx" },
      { label: "Excel", format: "working-group.xlsx" },
      { label: "vCard", format: "working-group.vcf" },
    ],
  },
  {
    what: "Closing memorandum",
    files: [
      { label: "Word", format: "memorandum.docx" },
      { label: "PDF", format: "memorandum.pdf" },
    ],
  },
  {
    what: "Closing call agenda",
    files: [
      { label: "Word", format: "agenda.docx" },
      { label: "PDF", format: "agenda.pdf" },
    ],
  },
];

/** The other exports: each speaks as of the moment at which it is asked for, and says so. */
export function ExportsPanel({ place }: { place: ClosingPlace }) {
  return (
    <Panel title="Other exports">
      <ul className="-my-2 divide-y">
        {exports.map(({ what, files }) => (
          <li key={what} className="flex flex-wrap items-baseline justify-between gap-2 py-2">
            <span>{what}</span>
            <span className="flex gap-3">
              {files.map(({ label, format }) => (
                <a
                  key={format}
                  href={exportAddress(place, format)}
                  download
                  aria-label={`${what}, ${label}`}
                  className="inline-flex items-center gap-1 text-accent hover:underline"
                >
                  <Download aria-hidden className="size-3.5" />
                  {label}
                </a>
              ))}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
