/**
 * A text as XML 1.0 may hold it (section 2.2): what is no character there, such as a control character or U+FFFE, becomes a
 * space, and half of a pair the replacement character.
 */
export const xmlText = (text: string): string => text.toWellFormed().replace(/[^\P{Cc}\t\n\r]|[\uFFFE\uFFFF]/gu, " ");
