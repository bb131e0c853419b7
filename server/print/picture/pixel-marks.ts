import type { Bitmap } from './encode-png.ts';
import type { PageBox } from './picture-job.ts';

/** Pixels on each side of the squares that are looked at together. */
const side = 12;
/** Steps of a colour (of 255) that are no difference. */
const tolerance = 24;

const differs = (before: Bitmap, after: Bitmap, offset: number): boolean =>
  [0, 1, 2].some(
    (part) => Math.abs((before.pixels[offset + part] ?? 0) - (after.pixels[offset + part] ?? 0)) > tolerance,
  );

/** The squares in which any pixel differs, row by row as ranges of columns. */
const squares = (before: Bitmap, after: Bitmap): Map<number, Set<number>> => {
  const rows = new Map<number, Set<number>>();
  for (let y = 0; y < before.height; y += 1) {
    for (let x = 0; x < before.width; x += 1) {
      if (!differs(before, after, (y * before.width + x) * 4)) continue;
      const row = rows.get(Math.trunc(y / side)) ?? new Set<number>();
      rows.set(Math.trunc(y / side), row);
      row.add(Math.trunc(x / side));
    }
  }
  return rows;
};

const touching = (a: PageBox, b: PageBox): boolean =>
  a.left <= b.right + side && b.left <= a.right + side && a.top <= b.bottom && b.top <= a.bottom;

const around = (a: PageBox, b: PageBox): PageBox => ({
  left: Math.min(a.left, b.left),
  top: Math.min(a.top, b.top),
  right: Math.max(a.right, b.right),
  bottom: Math.max(a.bottom, b.bottom),
});

/** Rectangles that touch become one. */
const merged = (boxes: readonly PageBox[]): PageBox[] => {
  const done: PageBox[] = [];
  for (const box of boxes) {
    let whole = box;
    for (let at = done.findIndex((one) => touching(one, whole)); at >= 0; ) {
      const [other] = done.splice(at, 1);
      if (other !== undefined) whole = around(whole, other);
      at = done.findIndex((one) => touching(one, whole));
    }
    done.push(whole);
  }
  return done;
};

/** Where two pictures of a page differ, in points; undefined when they are of different sizes. */
export const pixelMarks = (before: Bitmap, after: Bitmap, dpi: number): PageBox[] | undefined => {
  if (before.width !== after.width || before.height !== after.height) return undefined;
  if (Buffer.compare(before.pixels, after.pixels) === 0) return [];
  const boxes = [...squares(before, after)].flatMap(([row, columns]) =>
    [...columns].map((column) => ({
      left: column * side,
      top: row * side,
      right: (column + 1) * side,
      bottom: (row + 1) * side,
    })),
  );
  const points = (pixels: number) => (pixels * 72) / dpi;
  return merged(boxes).map(({ left, top, right, bottom }) => ({
    left: points(left),
    top: points(top),
    right: points(right),
    bottom: points(bottom),
  }));
};
