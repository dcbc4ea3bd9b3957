import type { AgreementDraft } from "@/lib/contracts/agreement";

const grouped = (count: number) => count.toLocaleString("en-US");

/** How much of the conditions section the lines account for; what is left is said in numbers, not only drawn. */
export function Coverage({ coverage, section }: Pick<AgreementDraft, "coverage" | "section">) {
  const { characters, assigned } = coverage;
  if (!section || characters === 0) return null;
  const left = characters - assigned;
  const percent = Math.floor((100 * assigned) / characters);
  const words =
    left === 0
      ? `All ${grouped(characters)} characters of Section ${section.number ?? "?"} are in a line`
      : `${grouped(left)} of ${grouped(characters)} characters of Section ${section.number ?? "?"} are in no line`;
  return (
    <div>
      <p className="flex items-baseline justify-between gap-3 text-sm">
        <span>{words}</span>
        <span className="font-semibold tabular-nums">{percent} %</span>
      </p>
      <div
        role="progressbar"
        aria-label={`Coverage: ${words}`}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        className="mt-1 flex h-2 overflow-hidden rounded-full bg-lapsed-soft"
      >
        <div
          className={left === 0 ? "bg-settled" : "bg-progress"}
          style={{ width: `${(100 * assigned) / characters}%` }}
        />
      </div>
    </div>
  );
}
