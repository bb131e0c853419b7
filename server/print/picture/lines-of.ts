import type { PageCharacter } from './pdf-reader.ts';
import type { PageLine } from './picture-job.ts';

/** Points by which the characters of one line may stand higher or lower. */
const unevenness = 2;

const isWide = (text: string): boolean => /[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\u{20000}-\u{3ffff}]/u.test(text);

const middle = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

/** Gaps between neighbours that are both as wide as they are high. */
const gapsIn = (line: readonly PageCharacter[]): number[] =>
  line.flatMap((one, index) => {
    const next = line[index + 1];
    if (next === undefined || !isWide(one.text) || !isWide(next.text)) return [];
    return [(next.left - one.left) / one.size - 1];
  });

const lineOf = (line: readonly PageCharacter[]): PageLine => ({
  text: line.map(({ text }) => text).join(''),
  left: Math.min(...line.map(({ box }) => box.left)),
  top: Math.min(...line.map(({ box }) => box.top)),
  right: Math.max(...line.map(({ box }) => box.right)),
  bottom: Math.max(...line.map(({ box }) => box.bottom)),
  size: middle(line.map(({ size }) => size)),
  gap: middle(gapsIn(line)),
});

/** Characters that follow each other at one height, joined. */
export const linesOf = (characters: readonly PageCharacter[]): PageLine[] => {
  const lines: PageCharacter[][] = [];
  for (const character of characters) {
    const line = lines.at(-1);
    const last = line?.at(-1);
    const goesOn =
      last !== undefined && Math.abs(last.base - character.base) < unevenness && character.left >= last.left;
    if (goesOn) line?.push(character);
    else lines.push([character]);
  }
  return lines.map(lineOf).filter(({ text }) => text.trim() !== '');
};
