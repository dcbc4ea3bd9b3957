import { appendEvent, type ChainedEvent, headOf } from "@/lib/log/chain";
import type { ClosingSetInput, MarkRecord, RecordInput, SignOffRecord, WaiverRecord } from "./model";

/** A small set with a record behind it, for the tests: one opinion signed off, one condition waived, one not applicable. */
export function sampleSet(opinion: { file: string; sha256: string }, other: { file: string }): ClosingSetInput {
  return {
    title: "Closing Set",
    issuer: "Ashgrove Water, Inc.",
    securities: ["5.25% Notes due 2036"],
    amount: "$300,000,000",
    timeOfDelivery: "14 May 2026, 10:00 New York City time",
    asOf: "2026-05-14T14:20:00.000Z",
    parties: [{ role: "Issuer", names: ["Ashgrove Water, Inc."] }],
    parts: [
      {
        title: "Conditions",
        tabs: [
          {
            number: "7(c)",
            title: "Opinion of counsel for the Company",
            condition: { id: "c-opinion", clause: "7(c)" },
            documents: [
              {
                title: "Opinion of Lindqvist & Hale LLP",
                date: "2026-05-14",
                signatories: ["Lindqvist & Hale LLP"],
                originalName: "opinion.pdf",
                mediaType: "application/pdf",
                version: { id: "v-2", deliverableId: "d-opinion", label: "Version 2" },
                ...opinion,
              },
            ],
          },
          { number: "7(g)", title: "No downgrade", omitted: "Waived by the Representatives.", documents: [] },
        ],
      },
      {
        title: "Other papers",
        tabs: [
          {
            number: "2",
            title: "Cross-receipt",
            documents: [{ title: "Cross-receipt", signatories: [], mediaType: "application/pdf", ...other }],
          },
        ],
      },
    ],
    record: sampleRecord(opinion.sha256),
  };
}

const counsel = { personId: "p-1", name: "Ruth Okafor", party: "Bryce & Tan LLP", role: "underwriters-counsel" };
const banker = { personId: "p-2", name: "Jonas Weil", party: "Harbour Securities LLC", role: "representative" };

/** The log and what it says; `sha256` is the opinion that was relied on. */
export function sampleRecord(sha256: string): RecordInput {
  const events: ChainedEvent[] = [];
  const happen = (type: string, actor: typeof counsel, payload: Record<string, unknown>) => {
    const at = new Date(Date.UTC(2026, 4, 14, 13, events.length)).toISOString();
    const event = appendEvent(headOf(events), { at, type, actor, payload: payload as never });
    events.push(event);
    const { name: person, party } = actor;
    return { person, party, at, eventSeq: event.seq, withdrawnSeq: null };
  };
  const evidence = [{ deliverableId: "d-opinion", sha256 }];
  happen("document.delivered", counsel, { versionId: "v-2", deliverableId: "d-opinion", sha256, stage: "executed" });
  const statement = "The form of this document is satisfactory.";
  const said = { actId: "a-1", conditionId: "c-opinion", basis: "form", role: counsel.role, statement, evidence };
  const early = happen("condition.signed-off", counsel, { ...said, actId: "a-0" });
  const taken = happen("act.withdrawn", counsel, {
    actId: "a-0",
    of: "sign-off",
    conditionId: "c-opinion",
    reason: "Typing error",
  });
  const form = happen("condition.signed-off", counsel, said);
  const waived = {
    actId: "a-2",
    conditionId: "c-rating",
    text: "Waived for this closing.",
    scope: "7(g)",
    instrument: null,
  };
  const waiver = happen("condition.waived", banker, waived);
  const marked = { actId: "a-3", conditionId: "c-filing", mark: "not-applicable", reason: "No Rule 462(b) statement." };
  const mark = happen("condition.marked", banker, marked);
  happen("closing.closed", banker, { settled: 3, waived: 1, pages: 2, stateDigest: "0".repeat(64) });
  const signOffs: SignOffRecord[] = [
    { ...said, actId: "a-0", clause: "7(c)", ...early, withdrawnSeq: taken.eventSeq, holds: false },
    { ...said, clause: "7(c)", ...form, holds: true },
  ];
  const waivers: WaiverRecord[] = [{ ...waived, clause: "7(g)", ...waiver }];
  const marks: MarkRecord[] = [{ ...marked, clause: "7(a)", ...mark }];
  const conditions = [
    { id: "c-filing", clause: "7(a)", title: "Filings", status: "not-applicable" },
    { id: "c-opinion", clause: "7(c)", title: "Opinion of counsel for the Company", status: "satisfied" },
    { id: "c-rating", clause: "7(g)", title: "No downgrade", status: "waived" },
  ];
  return { events, head: headOf(events), checkpoint: null, conditions, signOffs, waivers, marks };
}
