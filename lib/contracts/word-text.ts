/** What a Word document may look like as text: these elements, and nothing that a page could do something with. */
export const wordTags = [
  "h1",
  "h2",
  "h3",
  "h4",
  "h5",
  "h6",
  "p",
  "ul",
  "ol",
  "li",
  "table",
  "thead",
  "tbody",
  "tr",
  "td",
  "th",
  "strong",
  "em",
  "sup",
  "sub",
  "s",
  "br",
  "img",
] as const;
export type WordTag = (typeof wordTags)[number];

/** A piece of text, or an element with what is in it; `span` columns and rows of a cell, `src` of a picture. */
export type WordNode =
  | string
  | { tag: WordTag; children: readonly WordNode[]; columns?: number; rows?: number; src?: string; alt?: string };

/** `cut` says that the document goes on. */
export type WordText = { nodes: readonly WordNode[]; cut: boolean };
