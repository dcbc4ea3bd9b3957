import { readAgreement } from "../read-agreement";

const sizes = [50_000, 100_000, 200_000, 450_000, 1_000_000, 2_000_000, 5_000_000, 10_000_000, 20_000_000];

/**
 * Reads texts of growing length and tells processor time and memory for each; the first ones also pay for the program's own start. A longer text is made of the filings one behind the
 * other, so that schedules, exhibits and whole agreements go on as they would in a long filing.
 */
export async function bench(filings: readonly Uint8Array[]): Promise<string> {
  const all = Buffer.concat(filings.flatMap((filing) => [filing, Buffer.from("\n\n")]));
  const lines = ["      bytes    cpu ms   ms per MB   peak MB"];
  for (const size of sizes) {
    const text = Buffer.alloc(size);
    for (let at = 0; at < size; at += all.length) all.copy(text, at, 0, Math.min(all.length, size - at));
    const started = process.cpuUsage();
    const result = await readAgreement(text, `${size} bytes`);
    const { user, system } = process.cpuUsage(started);
    const took = (user + system) / 1000;
    if (!result.ok) lines.push(`${size} bytes: ${result.error.code}`);
    const peak = process.resourceUsage().maxRSS / 1024;
    lines.push(
      `${String(size).padStart(11)}${took.toFixed(0).padStart(10)}${((took * 1_000_000) / size).toFixed(0).padStart(12)}${peak.toFixed(0).padStart(10)}`,
    );
  }
  return lines.join("\n");
}
