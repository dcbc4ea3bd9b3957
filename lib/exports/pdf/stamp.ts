import { fromVisible, type VisiblePage, visibleSize } from "./geometry";
import type { OwnFonts } from "./own-fonts";
import { numberText } from "./serialize";

/** The name of the stamp's font in the resources of every page. */
export const stampResource = "SectionSevenStamp";

const size = 8;
const fromRight = 22;
const fromBottom = 13;

/**
 * The operators that stamp a page in the corner that a reader sees at the lower right, upright for the reader whatever
 * the rotation, crop box or unit of the page. They follow the page's own content and undo the graphics state saved
 * before it. Marked as an artifact, so that it is not read aloud as text of the document.
 */
export function stampContent(text: string, page: VisiblePage, fonts: OwnFonts): string {
  const { hex, width } = fonts.stampText(text);
  const visible = visibleSize(page);
  const room = visible.width - 2 * Math.min(fromRight, visible.width / 10);
  const fitted = Math.min(size, room / width);
  const x = Math.max(visible.width - fromRight - width * fitted, (visible.width - width * fitted) / 2 - room / 2);
  const y = Math.min(fromBottom, visible.height / 8);
  const matrix = fromVisible(page).map(numberText).join(" ");
  return `Q q ${matrix} cm /Artifact <</Type/Pagination/Subtype/Footer>> BDC BT 0.25 g /${stampResource} ${numberText(fitted)} Tf ${numberText(x)} ${numberText(y)} Td <${hex}> Tj ET EMC Q\n`;
}
