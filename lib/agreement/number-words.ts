const units =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
    " ",
  );
const tens = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/** The figure that a word or numeral stands for, `thirty-six` or `36`; null for any other word. */
export function numberIn(word: string): number | null {
  const lower = word.toLowerCase();
  if (/^\d{1,4}$/.test(lower)) return Number(lower);
  const unit = units.indexOf(lower);
  if (unit >= 0) return unit;
  const [first = "", second] = lower.split(/[- ]/);
  const ten = tens.indexOf(first);
  if (ten < 2) return null;
  if (second === undefined) return ten * 10;
  const rest = units.indexOf(second);
  return rest >= 1 && rest <= 9 ? ten * 10 + rest : null;
}
