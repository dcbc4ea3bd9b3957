import mammoth from "mammoth";
import { type DefaultTreeAdapterTypes, parseFragment } from "parse5";
import { type WordNode, type WordText, wordTags } from "@/lib/contracts/word-text";

// Runs in a thread of its own (reading-thread-entry.mjs).

/** A long agreement has some 20,000 pieces; more than this no screen shows well. */
const mostNodes = 60_000;
const mostPictureBytes = 4_000_000;

/** A Word document as text with its headings, lists and tables. Layout, headers, footers and comments are not in it. */
export async function readWord(path: string): Promise<WordText> {
  const { value } = await mammoth.convertToHtml(
    { path },
    // The document itself has no say in how it is shown, and nothing outside it is fetched.
    { includeEmbeddedStyleMap: false, externalFileAccess: false },
  );
  const reader = new Reader();
  const nodes = reader.childrenOf(parseFragment(value));
  return { nodes, cut: reader.cut };
}

/** Keeps the elements that are on the list; of any other only what is in it. */
class Reader {
  cut = false;
  #nodes = 0;
  #pictures = 0;

  childrenOf(parent: { childNodes: readonly DefaultTreeAdapterTypes.ChildNode[] }): WordNode[] {
    return parent.childNodes.flatMap((child) => this.#nodeOf(child));
  }

  #nodeOf(node: DefaultTreeAdapterTypes.ChildNode): WordNode[] {
    if (++this.#nodes > mostNodes) {
      this.cut = true;
      return [];
    }
    if (node.nodeName === "#text") return [(node as DefaultTreeAdapterTypes.TextNode).value];
    if (!("tagName" in node)) return [];
    const tag = wordTags.find((known) => known === node.tagName);
    if (!tag) return this.childrenOf(node);
    const attribute = (name: string) => node.attrs.find((each) => each.name === name)?.value;
    if (tag === "img") return this.#picture(attribute("src") ?? "", attribute("alt") ?? "");
    const columns = spanOf(attribute("colspan"));
    const rows = spanOf(attribute("rowspan"));
    return [{ tag, children: this.childrenOf(node), ...(columns && { columns }), ...(rows && { rows }) }];
  }

  /** Pictures of the two kinds that are taken as files, from within the document; any other is only said to be there. */
  #picture(src: string, alt: string): WordNode[] {
    this.#pictures += src.length;
    const isShown = /^data:image\/(png|jpeg);base64,[A-Za-z0-9+/=]+$/.test(src) && this.#pictures <= mostPictureBytes;
    return isShown ? [{ tag: "img", children: [], src, alt }] : ["[picture]"];
  }
}

function spanOf(text: string | undefined): number | undefined {
  const span = Number(text);
  return Number.isInteger(span) && span > 1 && span <= 100 ? span : undefined;
}
