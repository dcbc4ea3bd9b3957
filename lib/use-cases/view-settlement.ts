import "server-only";
import type { Problem } from "@/lib/contracts/problem";
import type { SettlementView } from "@/lib/contracts/settlement";
import type { Actor } from "@/lib/domain/actor";
import type { ClosingId } from "@/lib/domain/ids";
import { err, ok, type Result } from "@/lib/domain/result";
import { settlementPdf } from "@/lib/exports/settlement/sheet-pdf";
import { settlementWorkbook } from "@/lib/exports/settlement/workbook";
import { authorize } from "@/lib/policy/policy";
import { presentHead, presentViewer } from "./present";
import { settledFrom } from "./settled";
import { lookAt } from "./sight";

/** The settlement sheet of one Time of Delivery: what is paid to whom, to the cent, or what is missing for it. */
export async function viewSettlement(
  actor: Actor,
  { closingId, deliveredOn }: { closingId: ClosingId; deliveredOn?: string | undefined },
): Promise<Result<SettlementView, Problem>> {
  const grant = authorize(actor, "settlement.read");
  if (!grant.ok) return grant;
  return lookAt(actor, { closingId }, async (sight, tx) => ({
    head: presentHead(sight),
    viewer: presentViewer(sight),
    ...(await settledFrom(sight, tx, deliveredOn)),
    deliveredOn: deliveredOn ?? null,
    may: { editTerms: authorize(actor, "terms.edit").ok },
  }));
}

export type MadeFile = { fileName: string; mediaType: string; bytes: Buffer };

const mediaTypes = {
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  pdf: "application/pdf",
};

/** The sheet as a file: a workbook with formulas of its own, or for print. */
export async function settlementFile(
  actor: Actor,
  { closingId, format }: { closingId: ClosingId; format: "xlsx" | "pdf" },
): Promise<Result<MadeFile, Problem>> {
  const view = await viewSettlement(actor, { closingId });
  if (!view.ok) return view;
  const { sheet, gaps, head } = view.value;
  if (!sheet) {
    const issues = gaps.map(({ field, message }) => ({ path: field, message }));
    return err({ code: "invalid-input", issues });
  }
  const occasion = { asOf: head.clock, notice: head.offering.rehearsal ? "Rehearsal" : null };
  const bytes = await (format === "xlsx" ? settlementWorkbook(sheet, occasion) : settlementPdf(sheet, occasion));
  const fileName = `Settlement sheet ${head.offering.name} ${head.localDate}.${format}`.replace(/[\\/:*?"<>|]/g, "-");
  return ok({ fileName, mediaType: mediaTypes[format], bytes });
}
