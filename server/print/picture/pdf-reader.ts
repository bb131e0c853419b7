import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { init, type WrappedPdfiumModule } from '@embedpdf/pdfium';
import type { Bitmap } from './encode-png.ts';
import type { PageBox } from './picture-job.ts';

/** A character on a page. */
export interface PageCharacter {
  readonly text: string;
  readonly box: PageBox;
  /** Where it is set, in points from the top left. */
  readonly left: number;
  readonly base: number;
  /** Points, as printed. */
  readonly size: number;
}

export interface ReadPage {
  /** Points. */
  readonly width: number;
  readonly height: number;
  readonly characters: readonly PageCharacter[];
  readonly draw: (dpi: number) => Bitmap;
}

/** The memory of PDFium as it is now: it is another one after it grew. */
const memory = ({ pdfium }: WrappedPdfiumModule): Uint8Array =>
  (pdfium as unknown as { readonly HEAPU8: Uint8Array }).HEAPU8;

let loading: Promise<WrappedPdfiumModule> | undefined;

const load = async (): Promise<WrappedPdfiumModule> => {
  const file = fileURLToPath(import.meta.resolve('@embedpdf/pdfium/pdfium.wasm'));
  const bytes = readFileSync(file);
  const wasmBinary = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer;
  const pdfium = await init({ wasmBinary });
  pdfium.PDFiumExt_Init();
  return pdfium;
};

const white = 0xffffffff;
/** PDFium: bitmaps of four bytes a pixel, the last unused. */
const withoutAlpha = 0;

const drawer =
  (pdfium: WrappedPdfiumModule, page: number, width: number, height: number) =>
  (dpi: number): Bitmap => {
    const [wide, high] = [Math.round((width * dpi) / 72), Math.round((height * dpi) / 72)];
    const bitmap = pdfium.FPDFBitmap_Create(wide, high, withoutAlpha);
    try {
      pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, wide, high, white);
      pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, wide, high, 0, 0);
      const start = pdfium.FPDFBitmap_GetBuffer(bitmap);
      return { width: wide, height: high, pixels: memory(pdfium).slice(start, start + wide * high * 4) };
    } finally {
      pdfium.FPDFBitmap_Destroy(bitmap);
    }
  };

/** Room for numbers that PDFium writes by address. */
const numbersAt = (pdfium: WrappedPdfiumModule, room: number, type: string, count: number): number[] =>
  Array.from({ length: count }, (_, index) =>
    Number(pdfium.pdfium.getValue(room + index * (type === 'double' ? 8 : 4), type as 'double')),
  );

interface TextPage {
  readonly pdfium: WrappedPdfiumModule;
  readonly text: number;
  readonly height: number;
  readonly room: number;
}

const characterAt = ({ pdfium, text, height, room }: TextPage, index: number): PageCharacter | undefined => {
  const code = pdfium.FPDFText_GetUnicode(text, index);
  // What PDFium itself puts between words and lines stands on no page.
  if (code < 0x20 || pdfium.FPDFText_IsGenerated(text, index) === 1) return undefined;
  pdfium.FPDFText_GetCharBox(text, index, room, room + 8, room + 16, room + 24);
  const [left = 0, right = 0, bottom = 0, top = 0] = numbersAt(pdfium, room, 'double', 4);
  pdfium.FPDFText_GetCharOrigin(text, index, room, room + 8);
  const [x = 0, y = 0] = numbersAt(pdfium, room, 'double', 2);
  pdfium.FPDFText_GetMatrix(text, index, room);
  const [, , , scale = 1] = numbersAt(pdfium, room, 'float', 4);
  return {
    text: String.fromCodePoint(code),
    box: { left, right, top: height - top, bottom: height - bottom },
    left: x,
    base: height - y,
    size: Math.abs(scale) * pdfium.FPDFText_GetFontSize(text, index),
  };
};

const charactersOf = (pdfium: WrappedPdfiumModule, page: number, height: number): PageCharacter[] => {
  const text = pdfium.FPDFText_LoadPage(page);
  const room = pdfium.pdfium.wasmExports.malloc(64);
  try {
    const count = pdfium.FPDFText_CountChars(text);
    return Array.from({ length: count }, (_, index) => characterAt({ pdfium, text, height, room }, index)).filter(
      (found) => found !== undefined,
    );
  } finally {
    pdfium.pdfium.wasmExports.free(room);
    pdfium.FPDFText_ClosePage(text);
  }
};

/** Opens a PDF with PDFium, asks something of each page, and closes it. @throws Error for bytes that are no PDF */
export const readPdf = async <T>(bytes: Uint8Array, ask: (page: ReadPage) => T): Promise<T[]> => {
  loading ??= load();
  const pdfium = await loading;
  const room = pdfium.pdfium.wasmExports.malloc(bytes.length);
  memory(pdfium).set(bytes, room);
  const document = pdfium.FPDF_LoadMemDocument(room, bytes.length, '');
  try {
    if (document === 0) throw new Error('the PDF cannot be read');
    return Array.from({ length: pdfium.FPDF_GetPageCount(document) }, (_, index) => {
      const page = pdfium.FPDF_LoadPage(document, index);
      try {
        const [width, height] = [pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)];
        const characters = charactersOf(pdfium, page, height);
        return ask({ width, height, characters, draw: drawer(pdfium, page, width, height) });
      } finally {
        pdfium.FPDF_ClosePage(page);
      }
    });
  } finally {
    if (document !== 0) pdfium.FPDF_CloseDocument(document);
    pdfium.pdfium.wasmExports.free(room);
  }
};
