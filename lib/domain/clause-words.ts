/** "9(c)" as it is said in a sentence, "Section 9(c)"; a schedule or rule by its own name. */
export const sectionWords = (clause: string) => (/^(\d|[IVXL]+\b)/.test(clause) ? `Section ${clause}` : clause);

/** "1/11" as it is; "10/100" as it was meant, "10 %". */
export const fractionWords = (fraction: string) => fraction.replace(/^(\d+)\/100$/, "$1 %");
