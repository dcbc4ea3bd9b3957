/** The outcome of an operation that is expected to be refused sometimes. Bugs are thrown instead. */
export type Result<T, E> = { ok: true; value: T } | { ok: false; error: E };

export const ok = <const T>(value: T) => ({ ok: true, value }) as const;
export const err = <const E>(error: E) => ({ ok: false, error }) as const;
