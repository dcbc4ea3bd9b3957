/** Puts class names together, leaving out what is not wanted. */
export const classNames = (...names: readonly (string | false | null | undefined)[]) => names.filter(Boolean).join(" ");
