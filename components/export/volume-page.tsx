"use client";

import { ArrowLeft, Download } from "lucide-react";
import Link from "next/link";
import { PdfViewer } from "@/components/document/pdf-viewer";
import { ClosingFrame } from "@/components/shell/closing-frame";
import { ButtonLink } from "@/components/ui/button";
import { builtFile } from "@/lib/client/closing-set";
import type { SetBuildView } from "@/lib/contracts/closing-set";
import type { ClosingHead } from "@/lib/contracts/views";
import { momentWords } from "@/lib/domain/time-words";

/** The bound volume of a finished set, to be read page by page: only the pages near the screen are fetched. */
export function VolumePage({ head, build }: { head: ClosingHead; build: SetBuildView }) {
  const place = { offeringId: head.offering.id, closingId: head.id };
  const file = builtFile(place, build.id, "pdf");
  return (
    <ClosingFrame head={head} current="closing-set">
      <div className="mb-4 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <Link
            href={`/offerings/${head.offering.id}/closings/${head.id}/closing-set`}
            className="link inline-flex items-center gap-1 text-sm"
          >
            <ArrowLeft aria-hidden className="size-3.5" />
            Closing set
          </Link>
          <h2 className="text-xl">Bound volume</h2>
          <p className="mt-1 text-muted">
            {build.supplementTo ? "A supplement, asked" : "Asked"} for by {build.by},{" "}
            {momentWords(new Date(build.at), head.zone)}. Log up to event {build.head.seq}.
          </p>
        </div>
        <ButtonLink href={file} download className="no-print">
          <Download aria-hidden className="size-4" />
          Download
        </ButtonLink>
      </div>
      <PdfViewer url={`${file}?view=1`} name="Bound volume" />
    </ClosingFrame>
  );
}
