import { statusLabel } from "@/components/ui/status-pill";
import type { StatusView } from "@/lib/contracts/views";
import { listOf } from "@/lib/domain/words";
import { ActDialog } from "./act-dialog";

/** The act of closing, with all that it will do said before it is done. */
export function DeclareDialog({ view, open, onClose }: { view: StatusView; open: boolean; onClose: () => void }) {
  const { head, byStatus, readiness } = view;
  const counts = listOf(byStatus.map(({ status, count }) => `${count} ${statusLabel(status).toLowerCase()}`));
  const pages = readiness.pagesTotal;
  return (
    <ActDialog
      head={head}
      open={open}
      onClose={onClose}
      title={`Declare the closing: ${head.label}`}
      description="This is done once, for all parties, and cannot be taken back."
      button="Declare the closing"
      wish={() => ({ act: "close", closingId: head.id })}
      done="Closed. Every signature page is released."
    >
      <ul className="list-disc space-y-1.5 pl-5">
        <li>
          {readiness.total} conditions are judged as they stand at this moment: {counts}.
        </li>
        {pages > 0 && (
          <li>
            {pages === 1 ? "The signature page is released." : `All ${pages} signature pages are released at once.`}
          </li>
        )}
        <li>The moment is stamped, with a digest of the state that was judged.</li>
        <li>From then on nothing about this Time of Delivery can change.</li>
      </ul>
    </ActDialog>
  );
}
