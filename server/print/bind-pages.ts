import { degrees, PDFDocument, type PDFEmbeddedPage, type PDFImage, PDFName, type PDFPage } from '@cantoo/pdf-lib';
import type { BindJob, BindPiece, BoundPages, Measured, Photo } from './bind-job.ts';
import { drawSeen, seenSize } from './draw-seen.ts';
import { jpegTurn, type Turn } from './jpeg-turn.ts';
import { addBookmarks } from './outline.ts';
import { sealEdges } from './seal-edges.ts';

const millimetre = 72 / 25.4;
const sheet: [number, number] = [210 * millimetre, 297 * millimetre];

/** Where the two pictures of a photo page lie, in millimetres from the left and the top; captions stand below them. */
const boxes = [
  { left: 25, top: 25, width: 160, height: 108 },
  { left: 25, top: 157, width: 160, height: 108 },
] as const;

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const wholePage: Box = { left: 0, top: 0, width: 210, height: 297 };

/** What a page of somebody else's PDF may carry beside its picture: links, scripts, tags without their tree. */
const carried = ['Annots', 'AA', 'StructParents', 'Tabs', 'Metadata', 'PieceInfo'];

const openPdf = async (bytes: Uint8Array): Promise<PDFDocument> => {
  const document = await PDFDocument.load(bytes, { updateMetadata: false });
  // What was filled into a form is part of the page; the form itself is not.
  if (document.catalog.has(PDFName.of('AcroForm'))) document.getForm().flatten();
  return document;
};

const copyInto = async (made: PDFDocument, bytes: Uint8Array): Promise<PDFPage[]> => {
  const from = await openPdf(bytes);
  const pages = await made.copyPages(from, from.getPageIndices());
  for (const page of pages) {
    for (const name of carried) page.node.delete(PDFName.of(name));
    made.addPage(page);
  }
  return pages;
};

/** Draws a picture upright and whole into a box, as large as it goes. */
const drawPhoto = (page: PDFPage, image: PDFImage, turn: Turn, box: Box): void => {
  const lying = turn === 90 || turn === 270;
  const [wide, high] = lying ? [image.height, image.width] : [image.width, image.height];
  const scale = Math.min((box.width * millimetre) / wide, (box.height * millimetre) / high);
  const [width, height] = [image.width * scale, image.height * scale];
  const [shownWide, shownHigh] = [wide * scale, high * scale];
  const left = (box.left + box.width / 2) * millimetre - shownWide / 2;
  const bottom = page.getHeight() - (box.top + box.height / 2) * millimetre - shownHigh / 2;
  const corner: Readonly<Record<Turn, readonly [number, number]>> = {
    0: [0, 0],
    90: [0, shownHigh],
    180: [shownWide, shownHigh],
    270: [shownWide, 0],
  };
  const [right, up] = corner[turn];
  page.drawImage(image, { x: left + right, y: bottom + up, width, height, rotate: degrees(-turn) });
};

const drawPhotos = async (made: PDFDocument, pages: readonly PDFPage[], photos: BindPiece['photos']): Promise<void> => {
  for (const [index, { bytes, type }] of (photos ?? []).entries()) {
    const page = pages[Math.trunc(index / boxes.length)];
    const box = boxes[index % boxes.length];
    if (page !== undefined && box !== undefined) await drawInto(made, page, { bytes, type }, box);
  }
};

const drawInto = async (made: PDFDocument, page: PDFPage, { bytes, type }: Photo, box: Box): Promise<void> => {
  const jpeg = type === 'image/jpeg';
  const image = jpeg ? await made.embedJpg(bytes) : await made.embedPng(bytes);
  drawPhoto(page, image, jpeg ? jpegTurn(bytes) : 0, box);
};

const pagesOf = async (made: PDFDocument, { bytes, photos, scan }: BindPiece): Promise<PDFPage[]> => {
  if (scan !== undefined) {
    const page = made.addPage(sheet);
    await drawInto(made, page, scan, wholePage);
    return [page];
  }
  const pages = await copyInto(made, bytes);
  await drawPhotos(made, pages, photos);
  return pages;
};

/** Papers may carry a seal in the middle of their own edges. */
const besidePapers = 1 / 4;

/** From the edges of the paper, in millimetres. */
const numberAt = { side: 12, top: 8 };

/** Puts a page number at the outer top corner as the page is seen: right on a front side, left on a back. */
const stamp = (page: PDFPage, number: PDFEmbeddedPage, front: boolean): void => {
  const [wide, high] = seenSize(page);
  const side = numberAt.side * millimetre;
  const across = front ? wide - side - number.width : side;
  drawSeen(page, number, { across, up: high - numberAt.top * millimetre - number.height });
};

const embedNumbers = async (made: PDFDocument, numbers: readonly Uint8Array[]): Promise<PDFEmbeddedPage[]> => {
  const embedded: PDFEmbeddedPage[] = [];
  for (const bytes of numbers) {
    const from = await PDFDocument.load(bytes, { updateMetadata: false });
    embedded.push(...(await made.embedPages(from.getPages())));
  }
  return embedded;
};

const describe = (made: PDFDocument, { title, at }: BindJob): void => {
  const date = new Date(at);
  made.setTitle(title, { showInWindowTitleBar: true });
  made.setLanguage('zh-CN');
  made.setProducer('Zhifa');
  made.setCreator('Zhifa');
  made.setCreationDate(date);
  made.setModificationDate(date);
};

/** One PDF of many: pages in order, page numbers, bookmarks. The same job gives the same bytes. @throws Error for a piece that is no sound PDF or picture */
export const bindPages = async (job: BindJob): Promise<BoundPages> => {
  const made = await PDFDocument.create({ updateMetadata: false });
  describe(made, job);
  const numbers = await embedNumbers(made, job.numbers);
  const starts: number[] = [];
  let number = 0;
  for (const piece of job.pieces) {
    if (job.blanks && made.getPageCount() % 2 === 1) made.addPage(sheet);
    starts.push(made.getPageCount());
    const pages = await pagesOf(made, piece);
    for (const page of piece.numbered ? pages : []) {
      const stamped = numbers[number];
      number += 1;
      if (stamped !== undefined) stamp(page, stamped, number % 2 === 1);
    }
  }
  addBookmarks(made, job.bookmarks, starts);
  if (job.seal !== undefined) await sealEdges(made, job.seal, besidePapers);
  return {
    bytes: await made.save({ addDefaultPage: false, updateFieldAppearances: false }),
    pages: made.getPageCount(),
  };
};

/** How many pages a file gives, or why it cannot be bound. */
export const measureFile = async (bytes: Uint8Array, type: string): Promise<Measured> => {
  try {
    if (type === 'application/pdf') return { pages: (await openPdf(bytes)).getPageCount() };
    const probe = await PDFDocument.create({ updateMetadata: false });
    await (type === 'image/jpeg' ? probe.embedJpg(bytes) : probe.embedPng(bytes));
    return { pages: 1 };
  } catch (error) {
    return { reason: String(error instanceof Error ? error.message : error).slice(0, 200) };
  }
};
