const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;

/**
 * The same ZIP with one date on every entry (noon of the day given, 1980 to 2107), in the central directory and in the
 * entries' own headers (APPNOTE 4.4.6): otherwise the moment and zone of the making would be in the bytes.
 */
export function withFixedTimes(zip: Uint8Array, date: string): Uint8Array {
  const fixed = Uint8Array.from(zip);
  const view = new DataView(fixed.buffer);
  const [year = 1980, month = 1, day = 1] = date.split("-").map(Number);
  const dosDate = ((year - 1980) << 9) | (month << 5) | day;
  const noon = 12 << 11;

  let end = fixed.length - 22;
  while (end >= 0 && view.getUint32(end, true) !== endOfDirectory) end--;
  if (end < 0) throw new Error("This is not a ZIP");
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    if (view.getUint32(at, true) !== directoryEntry) throw new Error("The ZIP's directory is broken");
    const local = view.getUint32(at + 42, true);
    for (const place of [at + 12, local + 10]) {
      view.setUint16(place, noon, true);
      view.setUint16(place + 2, dosDate, true);
    }
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return fixed;
}
