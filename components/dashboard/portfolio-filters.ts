import type { PortfolioView } from "@/lib/contracts/views";
import type { ClosingStage } from "@/lib/domain/closing";

export type PortfolioEntry = PortfolioView["closings"][number];

export const closingStages: readonly ClosingStage[] = [
  "preparing",
  "pre-closing",
  "on-the-call",
  "postponed",
  "closed",
  "terminated",
];

/** What the portfolio can be narrowed to by stage: a stage, all that go on, or all that are over. */
export type StageFilter = ClosingStage | "under-way" | "over";

export type PortfolioFilters = { stage: StageFilter | null; text: string };

const over: readonly ClosingStage[] = ["closed", "terminated"];

export const isOver = ({ stage }: Pick<PortfolioEntry, "stage">) => over.includes(stage);

/** What an address asks for; what it cannot mean is left out. */
export function readPortfolioFilters(asked: Pick<URLSearchParams, "get">): PortfolioFilters {
  const stage = asked.get("stage") ?? "";
  const known: readonly StageFilter[] = ["under-way", "over", ...closingStages];
  return { stage: known.find((one) => one === stage) ?? null, text: asked.get("q") ?? "" };
}

/** The same address with other filters; everything else in it stays. */
export function writePortfolioFilters(address: URLSearchParams, { stage, text }: PortfolioFilters): URLSearchParams {
  const next = new URLSearchParams(address);
  const put = (name: string, value: string) => (value ? next.set(name, value) : next.delete(name));
  put("stage", stage ?? "");
  put("q", text.trim() === "" ? "" : text);
  return next;
}

/** The closings that are asked for, in the order in which they came: each word must be found somewhere in what names it. */
export function filterPortfolio(closings: readonly PortfolioEntry[], { stage, text }: PortfolioFilters) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return closings.filter((closing) => {
    const named = `${closing.issuer} ${closing.offering} ${closing.label}`.toLowerCase();
    return isOfStage(closing, stage) && words.every((word) => named.includes(word));
  });
}

function isOfStage(closing: PortfolioEntry, stage: StageFilter | null): boolean {
  if (stage === null) return true;
  if (stage === "over") return isOver(closing);
  return stage === "under-way" ? !isOver(closing) : closing.stage === stage;
}

export type PortfolioGroup = { title: string; closings: readonly PortfolioEntry[] };

const dayMs = 86_400_000;

/** Under headings by how near they are by each closing's own clock; headings with nothing under them are left out. */
export function groupPortfolio(closings: readonly PortfolioEntry[]): PortfolioGroup[] {
  const distance = ({ timeOfDelivery, clock }: PortfolioEntry) => Date.parse(timeOfDelivery) - Date.parse(clock);
  const headings: [string, (closing: PortfolioEntry) => boolean][] = [
    ["Past its Time of Delivery", (closing) => !isOver(closing) && distance(closing) < 0],
    ["Within a day", (closing) => !isOver(closing) && distance(closing) >= 0 && distance(closing) <= dayMs],
    ["Later", (closing) => !isOver(closing) && distance(closing) > dayMs],
    ["Closed and terminated", isOver],
  ];
  return headings
    .map(([title, belongs]) => ({ title, closings: closings.filter(belongs) }))
    .filter((group) => group.closings.length > 0);
}
