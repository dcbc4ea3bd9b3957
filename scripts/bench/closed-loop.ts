import { readFileSync } from "node:fs";

/** What a number of users felt who each asked again as soon as they were answered. Milliseconds. */
export type Measured = {
  users: number;
  requests: number;
  p50: number;
  p95: number;
  perSecond: number;
  cpuPerRequest: number | null;
};

export type Work = (user: number, round: number) => Promise<void>;

/**
 * Lets users ask in a closed loop, without time to think, for so many seconds, after a second that does not count. `pids` are
 * the processes whose CPU time the requests cost.
 */
export async function closedLoop(
  users: number,
  seconds: number,
  work: Work,
  pids: readonly number[] = [],
): Promise<Measured> {
  let round = 0;
  const warmUntil = performance.now() + 1000;
  const each = async (until: number, note?: (milliseconds: number) => void) =>
    Promise.all(
      Array.from({ length: users }, async (_, user) => {
        while (performance.now() < until) {
          const started = performance.now();
          await work(user, round++);
          note?.(performance.now() - started);
        }
      }),
    );
  await each(warmUntil);
  const times: number[] = [];
  const cpuBefore = cpuOf(pids);
  const started = performance.now();
  await each(started + seconds * 1000, (milliseconds) => times.push(milliseconds));
  const elapsed = (performance.now() - started) / 1000;
  const cpu = cpuOf(pids);
  times.sort((a, b) => a - b);
  return {
    users,
    requests: times.length,
    p50: quantile(times, 0.5),
    p95: quantile(times, 0.95),
    perSecond: times.length / elapsed,
    cpuPerRequest: cpu === null || cpuBefore === null ? null : (cpu - cpuBefore) / Math.max(1, times.length),
  };
}

/** The value below which that part of sorted values lies. */
export const quantile = (sorted: readonly number[], part: number) =>
  sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * part) - 1)] ?? Number.NaN;

/** CPU milliseconds that processes have used so far; null where the system does not tell. A tick is 10 ms on Linux. */
function cpuOf(pids: readonly number[]): number | null {
  if (pids.length === 0) return null;
  try {
    return pids
      .map((pid) => {
        const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
        const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
        return (Number(fields[11]) + Number(fields[12])) * 10;
      })
      .reduce((sum, milliseconds) => sum + milliseconds, 0);
  } catch {
    return null;
  }
}

/** The most memory that a process has held, in MB; null where the system does not tell. */
export function peakMemory(pid: number): number | null {
  try {
    const kilobytes = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return kilobytes ? Number(kilobytes) / 1024 : null;
  } catch {
    return null;
  }
}
