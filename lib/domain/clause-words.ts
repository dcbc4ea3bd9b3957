/** "9(c)" as it is said in a sentence, "Section 9(c)"; a schedule or rule by its own name. */
export const sectionWords = (clause: string) => (/^(\d|[IVXL]+\b)/.test(clause) ? `Section ${clause}` : clause);
