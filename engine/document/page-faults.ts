import type { Issue } from '../issue.ts';
import type { PageLayout } from './page-layout.ts';

/** A line as it was printed; lengths in points from the top left. */
export interface PrintedLine {
  readonly text: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly size: number;
  /** How far its wide characters stand apart, in parts of their size. */
  readonly gap: number;
}

export interface PrintedPage {
  readonly width: number;
  readonly height: number;
  readonly lines: readonly PrintedLine[];
}

/** Points that ink may stand out without anybody seeing it. */
const tolerance = 3;
/** A line pulled further apart than this, in parts of a character, looks torn. */
const widest = 0.15;
/** Chromium makes a whole document smaller when something does not fit its width. */
const smallest = 0.985;
/** Larger than any text of a paper: a watermark. */
const watermark = 60;

const inArea = ({ top, bottom }: PrintedLine, page: PrintedPage, layout: PageLayout): boolean =>
  (top + bottom) / 2 > layout.top && (top + bottom) / 2 < page.height - layout.bottom;

const shorten = (text: string): string => (text.length > 16 ? `${text.slice(0, 16)}\u2026` : text);

const sizeOf = (lines: readonly PrintedLine[], layout: PageLayout): number => {
  const near = lines.filter(({ size }) => Math.abs(size - layout.size) < layout.size * 0.4).map(({ size }) => size);
  return near.toSorted((a, b) => b - a)[0] ?? layout.size;
};

const lineFaults = (line: PrintedLine, page: PrintedPage, layout: PageLayout, number: number): Issue[] => {
  const params = { page: number, text: shorten(line.text) };
  const outside = line.left < layout.left - tolerance || line.right > page.width - layout.right + tolerance;
  const torn = line.gap > widest && line.size <= layout.size * 1.05;
  return [
    ...(outside ? [{ path: `/pages/${number}`, code: 'paper.outside', params }] : []),
    ...(torn ? [{ path: `/pages/${number}`, code: 'paper.torn', params }] : []),
  ];
};

/** A seal stands on the text around it, and its characters are set one by one. */
const shortest = 4;

/** Lines that stand on one another: the same height, and some width in common. */
const overlaps = (lines: readonly PrintedLine[]): PrintedLine | undefined =>
  lines.find((line, index) => {
    const next = lines[index + 1];
    if (next === undefined || line.text.length < shortest || next.text.length < shortest) return false;
    const high = Math.min(line.bottom, next.bottom) - Math.max(line.top, next.top);
    const wide = Math.min(line.right, next.right) - Math.max(line.left, next.left);
    return wide > tolerance && high > Math.min(line.size, next.size) * 0.6;
  });

const pageFaults = (page: PrintedPage, layout: PageLayout, number: number): Issue[] => {
  const lines = page.lines.filter((line) => line.size < watermark && inArea(line, page, layout));
  const path = `/pages/${number}`;
  const on = overlaps(lines);
  const heights = new Set(lines.map(({ bottom }) => Math.round(bottom / (layout.size / 2))));
  const full = layout.lines > 0 && layout.columns > 0 && heights.size > layout.lines + 1;
  return [
    ...lines.flatMap((line) => lineFaults(line, page, layout, number)),
    ...(on ? [{ path, code: 'paper.overlap', params: { page: number, text: shorten(on.text) } }] : []),
    ...(full ? [{ path, code: 'paper.lines', params: { page: number, lines: heights.size, most: layout.lines } }] : []),
  ];
};

/** What looks wrong on printed pages: made smaller, beyond the margins, torn apart, overlapping, more lines than the grid has. */
export const paperFaults = (pages: readonly PrintedPage[], layout: PageLayout): Issue[] => {
  const all = pages.flatMap((page) => page.lines.filter((line) => inArea(line, page, layout)));
  const part = sizeOf(all, layout) / layout.size;
  const shrunk = part < smallest && part > 0.6;
  return [
    ...(shrunk ? [{ path: '', code: 'paper.shrunk', params: { percent: Math.round(part * 100) } }] : []),
    ...pages.flatMap((page, index) => pageFaults(page, layout, index + 1)),
  ];
};

/** How the page itself is another: margins, size, and the grid of lines and characters. */
export const layoutFaults = (before: PageLayout | undefined, after: PageLayout | undefined): Issue[] => {
  if (before === undefined || after === undefined) return [];
  const grid = before.columns > 0 && (before.lines !== after.lines || before.columns !== after.columns);
  const margins = (['top', 'right', 'bottom', 'left'] as const).some(
    (side) => Math.abs(before[side] - after[side]) > 1,
  );
  const params = {
    lines: after.lines,
    columns: after.columns,
    linesBefore: before.lines,
    columnsBefore: before.columns,
  };
  return [
    ...(grid ? [{ path: '', code: 'paper.grid', params }] : []),
    ...(margins ? [{ path: '', code: 'paper.margins', params: {} }] : []),
  ];
};
