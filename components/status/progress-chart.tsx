import { Panel } from "@/components/ui/panel";
import type { StatusView } from "@/lib/contracts/views";
import { dayWords, momentWords, timeWords } from "@/lib/domain/time-words";
import { type Chart, chartOf, pathOf } from "./chart-scale";

/** How the conditions were settled over time, by the closing's own clock; the same as a table for whoever cannot see it. */
export function ProgressChart({ view: { progress, head } }: { view: StatusView }) {
  const over = head.stage === "closed" || head.stage === "terminated";
  const chart = chartOf(progress, new Date(head.timeOfDelivery), over);
  const last = progress.at(-1);
  if (!chart || !last) {
    return (
      <Panel title="Progress">
        <p className="text-muted">The chart begins with the first document or sign-off.</p>
      </Panel>
    );
  }
  const line = pathOf(chart.line);
  const day = (at: Date) => dayWords(at, head.zone).split(" ").slice(0, 3).join(" ");
  return (
    <Panel title="Progress">
      <figure>
        <figcaption className="mb-7 text-sm text-muted">
          Conditions settled, by the closing’s own clock: {last.settled} of {last.total} now.
        </figcaption>
        <div className="flex gap-2" aria-hidden>
          <div className="flex w-6 flex-col justify-between text-right text-xs text-muted">
            <span className="-translate-y-1/2">{chart.total}</span>
            <span className="translate-y-1/2">0</span>
          </div>
          <div className="relative h-44 flex-1 border-b border-l border-line-strong">
            <svg
              aria-hidden
              viewBox="0 0 100 100"
              preserveAspectRatio="none"
              className="absolute inset-0 size-full overflow-visible"
            >
              {[25, 50, 75].map((share) => (
                <line
                  key={share}
                  x1="0"
                  x2="100"
                  y1={share}
                  y2={share}
                  className="stroke-line"
                  vectorEffect="non-scaling-stroke"
                />
              ))}
              <path d={`${line} L${chart.now} 100 L0 100 Z`} className="fill-progress-soft" />
              <path
                d={line}
                fill="none"
                className="stroke-progress"
                strokeWidth="2"
                vectorEffect="non-scaling-stroke"
              />
            </svg>
            {!over && <Mark x={chart.now} word={isNear(chart) ? "" : "Now"} />}
            {chart.delivery !== null && <Mark x={chart.delivery} word="Delivery" strong />}
          </div>
        </div>
        <div className="mt-1 ml-8 flex justify-between text-xs text-muted" aria-hidden>
          {chart.ticks
            .filter((_, index) => index % 2 === 0)
            .map(({ x, at }) => (
              <span key={x} className={x === 0 ? "" : x === 100 ? "text-right" : "text-center"}>
                {day(at)}
                <br />
                {timeWords(at, head.zone)}
              </span>
            ))}
        </div>
      </figure>
      <details className="mt-3">
        <summary className="cursor-pointer text-sm text-accent">As a table</summary>
        <section
          className="mt-2 max-h-64 overflow-auto rounded-md border"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a frame that scrolls is reached by keyboard
          tabIndex={0}
          aria-label="Progress as a table"
        >
          <table className="w-full text-sm">
            <thead className="sticky top-0 bg-sunken text-left">
              <tr>
                <th scope="col" className="px-3 py-1.5 font-medium">
                  The closing’s clock
                </th>
                <th scope="col" className="px-3 py-1.5 text-right font-medium">
                  Settled
                </th>
                <th scope="col" className="px-3 py-1.5 text-right font-medium">
                  Of
                </th>
              </tr>
            </thead>
            <tbody className="divide-y">
              {[...progress].reverse().map(({ at, clock, settled, total }) => (
                <tr key={at}>
                  <td className="px-3 py-1">{momentWords(new Date(clock), head.zone)}</td>
                  <td className="px-3 py-1 text-right">{settled}</td>
                  <td className="px-3 py-1 text-right">{total}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </details>
    </Panel>
  );
}

/** Too near to the delivery for two words beside each other. */
const isNear = ({ now, delivery }: Chart) => delivery !== null && Math.abs(delivery - now) < 15;

/** A moment on the chart, its word kept within the frame at both ends. */
function Mark({ x, word, strong = false }: { x: number; word: string; strong?: boolean }) {
  return (
    <div className="absolute inset-y-0" style={{ left: `${x}%` }}>
      <div
        className={strong ? "h-full border-l-2 border-accent" : "h-full border-l border-dashed border-line-strong"}
      />
      <span
        className={`absolute -top-4 text-xs whitespace-nowrap ${strong ? "font-medium text-accent" : "text-muted"} ${x > 50 ? "right-0" : "left-0"}`}
      >
        {word}
      </span>
    </div>
  );
}
