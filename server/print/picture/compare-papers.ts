import type { WordChange } from '#engine/document/paper-comparison.ts';
import { type TextChange, textChanges } from '#engine/document/text-changes.ts';
import { type Bitmap, encodePng } from './encode-png.ts';
import { type PageCharacter, readPdf } from './pdf-reader.ts';
import { type PageBox, type PageDifference, type PaperDifference, pictureDpi } from './picture-job.ts';
import { pixelMarks } from './pixel-marks.ts';

interface Drawn {
  readonly bitmap: Bitmap;
  readonly characters: readonly PageCharacter[];
}

interface Placed extends PageCharacter {
  readonly page: number;
}

/** The part of the pages that holds the text, in points from the top; what stands above and below counts no change of words. */
export interface TextArea {
  readonly top: number;
  readonly bottom: number;
}

/** Points: larger than any text of a paper. */
const watermark = 60;

const draw = (bytes: Uint8Array): Promise<Drawn[]> =>
  readPdf(bytes, ({ characters, draw: drawPage }) => ({ characters, bitmap: drawPage(pictureDpi) }));

const textOf = (pages: readonly Drawn[], area: TextArea | undefined): Placed[] =>
  pages.flatMap(({ characters }, page) =>
    characters
      .filter(({ text, size }) => text.trim() !== '' && size < watermark)
      .filter(({ base }) => area === undefined || (base >= area.top && base <= area.bottom))
      .map((character) => ({ ...character, page })),
  );

/** Rectangles around characters, one for each line they stand on. */
const boxesOn = (page: number, characters: readonly Placed[]): PageBox[] => {
  const boxes: (PageBox & { readonly base: number })[] = [];
  for (const { box, base, page: on } of characters) {
    if (on !== page) continue;
    const last = boxes.at(-1);
    if (last === undefined || Math.abs(last.base - base) > 2 || box.left < last.left) boxes.push({ ...box, base });
    else
      boxes[boxes.length - 1] = {
        left: last.left,
        top: Math.min(last.top, box.top),
        right: Math.max(last.right, box.right),
        bottom: Math.max(last.bottom, box.bottom),
        base,
      };
  }
  return boxes.map(({ left, top, right, bottom }) => ({ left, top, right, bottom }));
};

const wordsIn = (characters: readonly Placed[], { from, to }: TextChange['before']): string =>
  characters
    .slice(from, to)
    .map(({ text }) => text)
    .join('');

const isMark = (text: string | undefined): boolean => text !== undefined && /\p{P}/u.test(text);

/** A sentence that was put in, or is gone, is told with the stop at its own end, not with that of the one before. */
const slid = (change: TextChange, old: readonly Placed[], next: readonly Placed[]): TextChange => {
  const { before, after } = change;
  const only = before.from === before.to ? next : after.from === after.to ? old : undefined;
  const range = only === next ? after : before;
  const [first, beyond] = [only?.[range.from]?.text, only?.[range.to]?.text];
  if (first === undefined || first !== beyond || !isMark(first)) return change;
  const further = ({ from, to }: TextChange['before']) => ({ from: from + 1, to: to + 1 });
  return { before: further(before), after: further(after) };
};

/** Characters told of what goes before a change. */
const context = 12;

const wordChange = (old: readonly Placed[], next: readonly Placed[], change: TextChange): WordChange => ({
  after: wordsIn(next, { from: Math.max(0, change.after.from - context), to: change.after.from }),
  removed: wordsIn(old, change.before),
  added: wordsIn(next, change.after),
});

const within = (characters: readonly Placed[], changes: readonly TextChange[], side: 'before' | 'after'): Placed[] =>
  changes.flatMap((change) => characters.slice(change[side].from, change[side].to));

interface Comparing {
  readonly pictures: boolean;
  readonly area?: TextArea;
}

/** Holds two prints of a paper against each other, page by page and word by word. @throws Error for bytes that are no PDF */
export const comparePapers = async (
  before: Uint8Array,
  after: Uint8Array,
  { pictures, area }: Comparing,
): Promise<PaperDifference> => {
  const [old, next] = [await draw(before), await draw(after)];
  const [oldText, nextText] = [textOf(old, area), textOf(next, area)];
  const changes = textChanges(
    oldText.map(({ text }) => text),
    nextText.map(({ text }) => text),
  ).map((change) => slid(change, oldText, nextText));
  const [gone, come] = [within(oldText, changes, 'before'), within(nextText, changes, 'after')];
  const shown = (drawn: Drawn, marks: readonly PageBox[]) => ({
    marks,
    ...(pictures && { png: encodePng(drawn.bitmap) }),
  });
  const pageAt = (page: number): PageDifference => {
    const [was, is] = [old[page], next[page]];
    const looks = was && is && pixelMarks(was.bitmap, is.bitmap, pictureDpi);
    const words = { before: boxesOn(page, gone), after: boxesOn(page, come) };
    // Where words changed they are marked, not all that moved because of them.
    const only = changes.length > 0 ? [] : (looks ?? []);
    return {
      before: was === undefined ? null : shown(was, [...words.before, ...only]),
      after: is === undefined ? null : shown(is, [...words.after, ...only]),
      changed: looks === undefined || looks.length > 0,
    };
  };
  return {
    pages: Array.from({ length: Math.max(old.length, next.length) }, (_, page) => pageAt(page)),
    words: changes.map((change) => wordChange(oldText, nextText, change)),
  };
};
