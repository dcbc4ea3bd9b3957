import { PdfArray, PdfDict, PdfName, PdfNumber, type PdfObject, PdfRef, PdfString } from "@libpdf/core";

/** Reads members of a source's objects, following references; what is absent or of another type is undefined. */
export class Lookup {
  readonly #resolve: (ref: PdfRef) => PdfObject | null;

  constructor(resolve: (ref: PdfRef) => PdfObject | null) {
    this.#resolve = resolve;
  }

  /** The object itself, at the end of any chain of references. */
  value(object: PdfObject | null | undefined): PdfObject | undefined {
    let current = object ?? undefined;
    for (let depth = 0; current instanceof PdfRef && depth < 32; depth++) current = this.#resolve(current) ?? undefined;
    return current instanceof PdfRef ? undefined : current;
  }

  dict(object: PdfObject | null | undefined): PdfDict | undefined {
    const value = this.value(object);
    return value instanceof PdfDict ? value : undefined;
  }

  array(object: PdfObject | null | undefined): PdfArray | undefined {
    const value = this.value(object);
    return value instanceof PdfArray ? value : undefined;
  }

  number(object: PdfObject | null | undefined): number | undefined {
    const value = this.value(object);
    return value instanceof PdfNumber ? value.value : undefined;
  }

  name(object: PdfObject | null | undefined): string | undefined {
    const value = this.value(object);
    return value instanceof PdfName ? value.value : undefined;
  }

  text(object: PdfObject | null | undefined): string | undefined {
    const value = this.value(object);
    return value instanceof PdfString ? value.asString() : undefined;
  }

  /** Four numbers as a rectangle with its corners in order. */
  rectangle(object: PdfObject | null | undefined): Rectangle | undefined {
    const numbers = this.array(object)
      ?.toArray()
      .map((item) => this.number(item));
    const [x1, y1, x2, y2] = numbers ?? [];
    if (x1 === undefined || y1 === undefined || x2 === undefined || y2 === undefined) return undefined;
    return { left: Math.min(x1, x2), bottom: Math.min(y1, y2), right: Math.max(x1, x2), top: Math.max(y1, y2) };
  }

  /** A member that a page may have from any node above it (ISO 32000-1, 7.7.3.4). */
  inherited(page: PdfDict, key: string): PdfObject | undefined {
    let node: PdfDict | undefined = page;
    for (let depth = 0; node && depth < 64; depth++) {
      const value = this.value(node.get(key));
      if (value) return node.get(key);
      node = this.dict(node.get("Parent"));
    }
    return undefined;
  }
}

/** In points of the page's own coordinates. */
export type Rectangle = { left: number; bottom: number; right: number; top: number };
