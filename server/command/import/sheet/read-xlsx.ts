import type { Cell } from '#engine/import/cell.ts';
import { BadFile } from './bad-file.ts';
import { limits } from './limits.ts';
import { attributeOf, textOf, textsOf } from './xml-text.ts';
import { type Parts, partChunks, partText, zipParts } from './zip-parts.ts';

export interface SheetRow {
  readonly line: number;
  readonly cells: readonly (Cell | undefined)[];
}

export interface Sheet {
  readonly from1904: boolean;
  readonly rows: () => AsyncGenerator<SheetRow>;
}

/** The first sheet of a workbook (ECMA-376), row by row; texts that cells share are kept, nothing else. */
export const readXlsx = async (file: Uint8Array): Promise<Sheet> => {
  const parts = zipParts(file);
  const workbook = partText(parts, 'xl/workbook.xml');
  if (workbook === undefined) throw new BadFile('import.notWorkbook');
  const texts = await sharedTexts(parts);
  const sheet = firstSheet(parts, workbook);
  return {
    from1904: /<(?:\w+:)?workbookPr\b[^>]*\bdate1904="(?:1|true)"/.test(workbook),
    rows: () => rowsOf(parts, sheet, texts),
  };
};

const firstSheet = (parts: Parts, workbook: string): string => {
  const tag = /<(?:\w+:)?sheet\b[^>]*>/.exec(workbook)?.[0] ?? '';
  const id = /\b\w+:id="([^"]*)"/.exec(tag)?.[1];
  const links = partText(parts, 'xl/_rels/workbook.xml.rels') ?? '';
  const link = [...links.matchAll(/<(?:\w+:)?Relationship\b[^>]*>/g)].find(([one]) => attributeOf(one, 'Id') === id);
  const target = link === undefined ? 'worksheets/sheet1.xml' : (attributeOf(link[0], 'Target') ?? '');
  const name = target.startsWith('/') ? target.slice(1) : `xl/${target}`;
  if (!parts.has(name)) throw new BadFile('import.notWorkbook');
  return name;
};

/** Pieces of a part that end with a closing tag; what is left over waits for the next chunk. */
async function* pieces(chunks: AsyncGenerator<string>, tag: string): AsyncGenerator<string> {
  let rest = '';
  const close = new RegExp(`</(?:\\w+:)?${tag}>`, 'g');
  for await (const chunk of chunks) {
    rest += chunk;
    if (rest.includes('<!DOCTYPE')) throw new BadFile('import.notWorkbook');
    let from = 0;
    close.lastIndex = 0;
    for (let match = close.exec(rest); match !== null; match = close.exec(rest)) {
      yield rest.slice(from, close.lastIndex);
      from = close.lastIndex;
    }
    rest = rest.slice(from);
    if (rest.length > limits.row) throw new BadFile('import.tooLongRow');
  }
}

const sharedTexts = async (parts: Parts): Promise<readonly string[]> => {
  const texts: string[] = [];
  for await (const piece of pieces(partChunks(parts, 'xl/sharedStrings.xml', limits.texts), 'si'))
    texts.push(textsOf(piece));
  return texts;
};

async function* rowsOf(parts: Parts, sheet: string, texts: readonly string[]): AsyncGenerator<SheetRow> {
  let line = 0;
  for await (const piece of pieces(partChunks(parts, sheet, limits.sheet), 'row')) {
    // Empty rows before it may be written without an end of their own.
    const start = piece.search(/<(?:\w+:)?row\b[^>]*[^/>]>|<(?:\w+:)?row>/);
    const tag = /<(?:\w+:)?row\b[^>]*>/.exec(piece.slice(Math.max(start, 0)))?.[0] ?? '';
    line = Number(attributeOf(tag, 'r') ?? line + 1);
    yield { line, cells: cellsOf(piece.slice(Math.max(start, 0)), texts) };
  }
}

const cellShape = /<(?:\w+:)?c\b([^>]*?)(?:\/>|>([\s\S]*?)<\/(?:\w+:)?c>)/g;

const cellsOf = (row: string, texts: readonly string[]): (Cell | undefined)[] => {
  const cells: (Cell | undefined)[] = [];
  for (const [, attributes = '', inner] of row.matchAll(cellShape)) {
    const place = attributeOf(`<c ${attributes}>`, 'r');
    const index = place === undefined ? cells.length : columnIndex(place);
    if (index >= limits.columns) throw new BadFile('import.tooManyColumns', { limit: limits.columns });
    if (inner !== undefined) cells[index] = cellOf(attributeOf(`<c ${attributes}>`, 't'), inner, texts);
  }
  return cells;
};

/** 'C7' → 2. */
const columnIndex = (place: string): number => {
  let index = 0;
  for (const letter of place) {
    const digit = letter.charCodeAt(0) - 64;
    if (digit < 1 || digit > 26) break;
    index = index * 26 + digit;
    if (index > limits.columns) break;
  }
  return index - 1;
};

const cellOf = (type: string | undefined, inner: string, texts: readonly string[]): Cell | undefined => {
  if (/<(?:\w+:)?f[\s>/]/.test(inner)) return { kind: 'formula', text: textOf(inner, 'f').slice(0, 200) };
  if (type === 'inlineStr') return { kind: 'text', text: textsOf(inner) };
  const value = textOf(inner, 'v');
  if (value === '') return undefined;
  switch (type) {
    case 's':
      return { kind: 'text', text: texts[Number(value)] ?? '' };
    case 'str':
    case 'd':
      return { kind: 'text', text: value };
    case 'b':
      return { kind: 'boolean', text: value };
    case 'e':
      return { kind: 'error', text: value };
    default:
      return { kind: 'number', text: value };
  }
};
