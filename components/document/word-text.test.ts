import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { WordNode } from "@/lib/contracts/word-text";
import { WordDocument } from "./word-text";

const markup = (...nodes: WordNode[]) => renderToStaticMarkup(createElement(WordDocument, { nodes }));

test("whatever the text says, it stays text", () => {
  const html = markup({ tag: "p", children: ['<script>alert(1)</script><img src=x onerror="alert(1)">'] });
  expect(html).toContain("&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=&quot;alert(1)&quot;&gt;");
  expect(html).not.toMatch(/<script|<img/);
});

test("a document’s headings stand below the page’s own two", () => {
  const html = markup({ tag: "h1", children: ["Opinion"] }, { tag: "h6", children: ["Note"] });
  expect(html).toMatch(/<h3[^>]*>Opinion<\/h3>.*<h6[^>]*>Note<\/h6>/);
});

test("tables keep the cells that stretch, lists their items", () => {
  const cell: WordNode = { tag: "td", children: ["x"], columns: 2, rows: 3 };
  const html = markup(
    { tag: "table", children: [{ tag: "tbody", children: [{ tag: "tr", children: [cell] }] }] },
    { tag: "ol", children: [{ tag: "li", children: ["one"] }] },
  );
  expect(html).toMatch(/<td [^>]*colSpan="2"[^>]*rowSpan="3"[^>]*>x<\/td>/i);
  expect(html).toMatch(/<ol[^>]*><li>one<\/li><\/ol>/);
});
