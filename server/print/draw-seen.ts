import { type BlendMode, degrees, type PDFEmbeddedPage, type PDFPage } from '@cantoo/pdf-lib';

/** From the lower left corner of a page as it is seen, in points. */
interface Seen {
  readonly across: number;
  readonly up: number;
}

const angleOf = (page: PDFPage): number => ((page.getRotation().angle % 360) + 360) % 360;

/** Width and height of a page as it is seen: what is turned lies. */
export const seenSize = (page: PDFPage): readonly [number, number] => {
  const { width, height } = page.getCropBox();
  return angleOf(page) % 180 === 0 ? [width, height] : [height, width];
};

/** Draws something upright onto a page as it is seen, however the page is turned. */
export const drawSeen = (page: PDFPage, drawn: PDFEmbeddedPage, { across, up }: Seen, blendMode?: BlendMode): void => {
  const { x, y, width, height } = page.getCropBox();
  const angle = angleOf(page);
  const places: Readonly<Record<number, readonly [number, number]>> = {
    0: [across, up],
    90: [width - up, across],
    180: [width - across, height - up],
    270: [up, height - across],
  };
  const [right, high] = places[angle] ?? [across, up];
  page.drawPage(drawn, { x: x + right, y: y + high, rotate: degrees(angle), ...(blendMode && { blendMode }) });
};
