/** "6, 8" as a list; what stands between commas, without what is empty. */
export const listIn = (typed: string): string[] =>
  typed
    .split(",")
    .map((word) => word.trim())
    .filter(Boolean);

/** What is left empty is not known. */
export const known = (typed: string): string | null => typed.trim() || null;

/** A whole number as typed; NaN where it is none, which the server then refuses beside its field. */
export const whole = (typed: string): number => (/^\d+$/.test(typed.trim()) ? Number(typed) : Number.NaN);
