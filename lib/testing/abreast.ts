/** Does something with each, so many at a time. */
export async function abreast<T>(
  items: readonly T[],
  width: number,
  run: (item: T, index: number) => Promise<void>,
): Promise<void> {
  const waiting = items.entries();
  const worker = async () => {
    for (const [index, item] of waiting) await run(item, index);
  };
  await Promise.all(Array.from({ length: width }, worker));
}
