declare module "subset-font" {
  /** The font with these characters alone, and of its axes only what is asked for. */
  export default function subsetFont(
    font: Uint8Array,
    text: string,
    options: { targetFormat: "woff2"; variationAxes?: Record<string, number | { min: number; max: number }> },
  ): Promise<Uint8Array>;
}
