"use client";

import type { PDFDocumentProxy } from "pdfjs-dist";
import { useEffect, useState } from "react";
import { loadPdfLibrary, openPdf, type PdfLibrary } from "./pdf-library";
import type { PageSize } from "./pdf-page";

export type OpenedPdf =
  | { state: "opening" }
  | { state: "open"; library: PdfLibrary; document: PDFDocumentProxy; first: PageSize }
  | { state: "failed" };

/** Opens the PDF at an address and keeps it open while it is on screen. */
export function usePdf(url: string): OpenedPdf {
  const [opened, setOpened] = useState<OpenedPdf>({ state: "opening" });
  useEffect(() => {
    let gone = false;
    let close: (() => void) | undefined;
    const open = async () => {
      const library = await loadPdfLibrary();
      if (gone) return;
      const task = openPdf(library, url);
      close = () => void task.destroy();
      const document = await task.promise;
      const { width, height } = (await document.getPage(1)).getViewport({ scale: 1 });
      if (!gone) setOpened({ state: "open", library, document, first: { width, height } });
    };
    open().catch(() => {
      if (!gone) setOpened({ state: "failed" });
    });
    return () => {
      gone = true;
      close?.();
    };
  }, [url]);
  return opened;
}
