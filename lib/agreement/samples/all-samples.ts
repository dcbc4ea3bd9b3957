import { articles, captioned, nested, numbered } from "./notes";
import { assetBacked, roman, twoSided, unnumbered } from "./other-shapes";
import type { Sample } from "./sample";
import { initial, overTime, selling } from "./shares";

export const allSamples: readonly Sample[] = [
  captioned,
  nested,
  articles,
  numbered,
  selling,
  initial,
  overTime,
  roman,
  assetBacked,
  unnumbered,
  twoSided,
];
