import type { Cell } from '#engine/import/cell.ts';
import { BadFile } from './bad-file.ts';
import { limits } from './limits.ts';
import type { Sheet, SheetRow } from './read-xlsx.ts';

const slice = 256 * 1024;

/** Text with commas, semicolons or tabs between its cells (RFC 4180), in UTF-8, UTF-16 with its mark, or GB18030. */
export const readDelimited = (file: Uint8Array): Sheet => {
  const encoding = encodingOf(file);
  return { from1904: false, rows: () => rowsOf(file, encoding) };
};

/** The byte order mark says it; without one it is UTF-8 where all of it can be read so. */
const encodingOf = (file: Uint8Array): string => {
  if (file[0] === 0xff && file[1] === 0xfe) return 'utf-16le';
  if (file[0] === 0xfe && file[1] === 0xff) return 'utf-16be';
  for (const encoding of ['utf-8', 'gb18030']) if (canBe(file, encoding)) return encoding;
  throw new BadFile('import.encoding');
};

const canBe = (file: Uint8Array, encoding: string): boolean => {
  const decoder = new TextDecoder(encoding, { fatal: true });
  try {
    for (let at = 0; at < file.length; at += slice) decoder.decode(file.subarray(at, at + slice), { stream: true });
    decoder.decode();
    return true;
  } catch {
    return false;
  }
};

async function* rowsOf(file: Uint8Array, encoding: string): AsyncGenerator<SheetRow> {
  const decoder = new TextDecoder(encoding);
  let rest = '';
  let line = 0;
  let separator: string | undefined;
  for (let at = 0; at < file.length; at += slice) {
    const last = at + slice >= file.length;
    rest += decoder.decode(file.subarray(at, at + slice), { stream: !last });
    separator ??= separatorOf(rest);
    let from = 0;
    for (let end = rowEnd(rest, from); end !== undefined; end = rowEnd(rest, from)) {
      line += 1;
      yield { line, cells: cellsOf(rest.slice(from, end.at), separator) };
      from = end.next;
    }
    rest = rest.slice(from);
    if (rest.length > limits.row) throw new BadFile('import.tooLongRow');
  }
  if (rest.includes('\0')) throw new BadFile('import.encoding');
  if (rest !== '') yield { line: line + 1, cells: cellsOf(rest, separator ?? ',') };
}

/** Of the separators the one that is most often in the first line. */
const separatorOf = (text: string): string => {
  const [first = ''] = text.split(/\r?\n/, 1);
  const count = (sign: string): number => first.split(sign).length;
  return [',', '\t', ';'].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
};

/** Where the row that begins at `from` ends; undefined while its end is not there yet. */
const rowEnd = (text: string, from: number): { readonly at: number; readonly next: number } | undefined => {
  let at = from;
  for (;;) {
    const feed = text.indexOf('\n', at);
    if (feed < 0) return undefined;
    const quote = text.indexOf('"', at);
    if (quote < 0 || quote > feed) return { at: text[feed - 1] === '\r' ? feed - 1 : feed, next: feed + 1 };
    const close = closing(text, quote + 1);
    if (close === undefined) return undefined;
    at = close;
  }
};

/** Behind the quotation mark that closes what began before `from`; a doubled one is part of the text. */
const closing = (text: string, from: number): number | undefined => {
  for (let at = from; ; at += 2) {
    at = text.indexOf('"', at);
    if (at < 0 || at === text.length - 1) return undefined;
    if (text[at + 1] !== '"') return at + 1;
  }
};

const cellsOf = (row: string, separator: string): (Cell | undefined)[] => {
  const cells: (Cell | undefined)[] = [];
  let at = 0;
  while (at <= row.length) {
    const quoted = row[at] === '"';
    const close = quoted ? (closing(`${row} `, at + 1) ?? row.length) : at;
    const next = row.indexOf(separator, close);
    const end = next < 0 ? row.length : next;
    const text = quoted ? row.slice(at + 1, Math.max(at + 1, close - 1)).replaceAll('""', '"') : row.slice(at, end);
    if (text.length > limits.cell) throw new BadFile('import.tooLongCell', { limit: limits.cell });
    cells.push(text === '' ? undefined : { kind: 'text', text });
    if (cells.length > limits.columns) throw new BadFile('import.tooManyColumns', { limit: limits.columns });
    at = end + 1;
  }
  return cells;
};
