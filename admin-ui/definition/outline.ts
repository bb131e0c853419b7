import { isObject } from '#engine/json.ts';

/** One line of a definition member by member. */
export interface OutlineLine {
  readonly depth: number;
  readonly name: string;
  /** Plain values, each by itself; a title is one. Empty above deeper lines. */
  readonly values: readonly (string | number | boolean | null)[];
  /** True for words people wrote, false for ids and figures. */
  readonly words: boolean;
}

const isTitle = (value: unknown): value is { zh: string; en?: string } =>
  isObject(value) && typeof value.zh === 'string';

const isPlain = (value: unknown): value is string | number | boolean | null =>
  value === null || typeof value !== 'object';

const leaf = (value: unknown, language: 'zh' | 'en'): Pick<OutlineLine, 'values' | 'words'> | undefined => {
  if (isTitle(value)) return { values: [(language === 'en' ? value.en : undefined) ?? value.zh], words: true };
  if (Array.isArray(value) && value.every(isPlain)) return { values: value, words: false };
  return isPlain(value) ? { values: [value], words: false } : undefined;
};

/** The members of a value as an indented list; titles in the language, lists of plain values on one line. */
export const outlineOf = (value: unknown, language: 'zh' | 'en', depth = 0): OutlineLine[] => {
  const members: [string, unknown][] = Array.isArray(value)
    ? value.map((item, index) => [String(index + 1), item])
    : Object.entries(isObject(value) ? value : {});
  return members.flatMap(([name, member]) => {
    const found = leaf(member, language);
    if (found !== undefined) return [{ depth, name, ...found }];
    return [{ depth, name, values: [], words: false }, ...outlineOf(member, language, depth + 1)];
  });
};
