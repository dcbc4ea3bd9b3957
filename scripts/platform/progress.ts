const isTerminal = process.stdout.isTTY === true;

/** Runs one step and prints what it did and how long it took. The step answers with a short account of itself. */
export async function step(title: string, run: () => Promise<string>): Promise<void> {
  const started = performance.now();
  if (isTerminal) process.stdout.write(`  … ${title}`);
  try {
    const account = await run();
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    if (isTerminal) process.stdout.write("\r\x1b[2K");
    console.log(`  ✓ ${title.padEnd(12)} ${account}  (${seconds} s)`);
  } catch (error) {
    if (isTerminal) process.stdout.write("\r\x1b[2K");
    console.log(`  ✗ ${title}`);
    throw error;
  }
}
