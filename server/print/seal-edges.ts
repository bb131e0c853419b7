import { BlendMode, PDFDocument, type PDFEmbeddedPage, type PDFPage } from '@cantoo/pdf-lib';
import type { BoundPages } from './bind-job.ts';
import { drawSeen, seenSize } from './draw-seen.ts';

/** The pages one seal spans: of more, a slice would be too narrow to be known again. */
const most = 10;

/** How many pages each seal spans, as evenly as it goes: none but two or more, unless there is only one. */
export const spansOf = (pages: number): readonly number[] => {
  const seals = Math.ceil(pages / most);
  return Array.from({ length: seals }, (_, index) => Math.ceil((pages - index) / seals));
};

/** Slice by slice from the left, as a seal set across fanned pages leaves it. */
const slicesOf = async (made: PDFDocument, seal: PDFPage, count: number): Promise<PDFEmbeddedPage[]> => {
  const { width, height } = seal.getSize();
  const boxes = Array.from({ length: count }, (_, index) => ({
    left: (width * index) / count,
    right: (width * (index + 1)) / count,
    bottom: 0,
    top: height,
  }));
  return await made.embedPages(Array(count).fill(seal), boxes);
};

/** Sets a seal across the right edges of all pages, `high` of their height up: every page carries its slice. */
export const sealEdges = async (made: PDFDocument, seal: Uint8Array, high = 1 / 2): Promise<void> => {
  const [picture] = (await PDFDocument.load(seal, { updateMetadata: false })).getPages();
  if (picture === undefined) throw new Error('the picture of the seal has no page');
  const cut = new Map<number, PDFEmbeddedPage[]>();
  const pages = made.getPages();
  let first = 0;
  for (const span of spansOf(pages.length)) {
    const slices = cut.get(span) ?? (await slicesOf(made, picture, span));
    cut.set(span, slices);
    for (const [index, slice] of slices.entries()) {
      const page = pages[first + index];
      if (page !== undefined) setSlice(page, slice, high);
    }
    first += span;
  }
};

const setSlice = (page: PDFPage, slice: PDFEmbeddedPage, high: number): void => {
  const [wide, tall] = seenSize(page);
  drawSeen(page, slice, { across: wide - slice.width, up: tall * high - slice.height / 2 }, BlendMode.Multiply);
};

/** A printed paper with a seal across the edges of its pages. The same paper and picture give the same bytes. */
export const sealPaper = async (paper: Uint8Array, seal: Uint8Array): Promise<BoundPages> => {
  const made = await PDFDocument.load(paper, { updateMetadata: false });
  await sealEdges(made, seal);
  const bytes = await made.save({ addDefaultPage: false, updateFieldAppearances: false, useObjectStreams: false });
  return { bytes, pages: made.getPageCount() };
};
