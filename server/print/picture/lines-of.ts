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

/** Neighbours that tell whether a line is pulled apart; fewer may be a label that is spaced on purpose. */
const enough = 4;

/** A line is as long as what is seen of it: blanks may reach wherever they like. */
const lineOf = (line: readonly PageCharacter[]): PageLine | undefined => {
  const seen = line.filter(({ text }) => text.trim() !== '');
  const gaps = gapsIn(line);
  if (seen.length === 0) return undefined;
  return {
    text: line.map(({ text }) => text).join(''),
    left: Math.min(...seen.map(({ box }) => box.left)),
    top: Math.min(...seen.map(({ box }) => box.top)),
    right: Math.max(...seen.map(({ box }) => box.right)),
    bottom: Math.max(...seen.map(({ box }) => box.bottom)),
    size: middle(line.map(({ size }) => size)),
    gap: gaps.length < enough ? 0 : middle(gaps),
  };
};

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
  return lines.flatMap((line) => lineOf(line) ?? []);
};
