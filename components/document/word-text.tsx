import { createElement, Fragment, type ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";
import type { WordNode, WordTag } from "@/lib/contracts/word-text";

/** How each element of a Word document looks; a document’s own headings stand below the page’s. */
const looks: Partial<Record<WordTag, string>> = {
  p: "my-3 whitespace-pre-wrap",
  ul: "my-3 list-disc pl-7",
  ol: "my-3 list-decimal pl-7",
  table: "my-4 w-full border-collapse",
  td: "border px-2 py-1 align-top",
  th: "border px-2 py-1 text-left align-top",
  img: "my-3 max-w-full",
};
const headings: Partial<Record<WordTag, { tag: "h3" | "h4" | "h5" | "h6"; look: string }>> = {
  h1: { tag: "h3", look: "mt-6 mb-2 text-xl" },
  h2: { tag: "h4", look: "mt-5 mb-2 text-lg" },
  h3: { tag: "h5", look: "mt-4 mb-1 text-base" },
  h4: { tag: "h6", look: "mt-4 mb-1 text-base" },
  h5: { tag: "h6", look: "mt-4 mb-1 text-base" },
  h6: { tag: "h6", look: "mt-4 mb-1 text-base" },
};

/** A Word document as elements of the page's own making: whatever its text says, it stays text. */
export function WordDocument({ nodes }: { nodes: readonly WordNode[] }) {
  return <div className="measure mx-auto font-serif text-lg break-words">{shown(nodes)}</div>;
}

const shown = (nodes: readonly WordNode[]): ReactNode =>
  // biome-ignore lint/suspicious/noArrayIndexKey: a document that is shown does not change.
  nodes.map((node, index) => <Fragment key={index}>{typeof node === "string" ? node : element(node)}</Fragment>);

function element({ tag, children, columns, rows, src, alt }: Exclude<WordNode, string>): ReactNode {
  if (tag === "br") return <br />;
  if (tag === "img") return src ? createElement("img", { src, alt: alt ?? "", className: looks.img }) : null;
  const heading = headings[tag];
  if (heading) return createElement(heading.tag, { className: classNames(heading.look) }, shown(children));
  const spans = tag === "td" || tag === "th" ? { colSpan: columns, rowSpan: rows } : {};
  const made = createElement(tag, { className: looks[tag], ...spans }, shown(children));
  return tag === "table" ? (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls, and is reached by keyboard.
    <section tabIndex={0} aria-label="Table" className="overflow-x-auto">
      {made}
    </section>
  ) : (
    made
  );
}
