import type { VolumeWriter } from "./volume-writer";

const kidsPerNode = 64;

/**
 * The page tree of the volume (ISO 32000-1, 7.7.3.3), grown while pages are written: a page learns its node at once,
 * the nodes are written at the end. Front matter, whose length is known last, gets its own branch before the body.
 */
export class PageTree {
  readonly #writer: VolumeWriter;
  readonly #body: { number: number; kids: number[] }[] = [];
  /** How many pages the body has so far. */
  bodyPages = 0;

  constructor(writer: VolumeWriter) {
    this.#writer = writer;
  }

  /** Puts the page with this object number at the end of the body and returns its node. */
  append(page: number): number {
    let node = this.#body.at(-1);
    if (!node || node.kids.length >= kidsPerNode) {
      node = { number: this.#writer.reserve(), kids: [] };
      this.#body.push(node);
    }
    node.kids.push(page);
    this.bodyPages++;
    return node.number;
  }

  /** Writes all nodes and returns the root. `front` is the branch of the front matter, whose pages know its number. */
  finish(front: { number: number; kids: readonly number[] }): number {
    type Node = { number: number; kids: readonly number[]; pages: number };
    let level: Node[] = [front, ...this.#body].map((node) => ({ ...node, pages: node.kids.length }));
    const root = this.#writer.reserve();
    while (level.length > 1) {
      const above: Node[] = [];
      const isTop = level.length <= kidsPerNode;
      for (let at = 0; at < level.length; at += kidsPerNode) {
        const kids = level.slice(at, at + kidsPerNode);
        const number = isTop ? root : this.#writer.reserve();
        for (const kid of kids) this.#node(kid, number);
        above.push({ number, kids: kids.map((kid) => kid.number), pages: kids.reduce((n, kid) => n + kid.pages, 0) });
      }
      level = above;
    }
    const top = level[0]!;
    if (top.number !== root) {
      this.#node(top, root);
      this.#node({ number: root, kids: [top.number], pages: top.pages }, null);
    } else {
      this.#node(top, null);
    }
    return root;
  }

  #node(
    { number, kids, pages }: { number: number; kids: readonly number[]; pages: number },
    parent: number | null,
  ): void {
    const above = parent === null ? "" : `/Parent ${parent} 0 R`;
    this.#writer.object(
      number,
      `<</Type/Pages${above}/Count ${pages}/Kids[${kids.map((kid) => `${kid} 0 R`).join(" ")}]>>`,
    );
  }
}
