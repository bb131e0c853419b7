import { isObject } from '#engine/json.ts';

/** One line of a definition member by member. */
export interface OutlineLine {
  readonly depth: number;
  readonly name: string;
  readonly text: string;
}

const isTitle = (value: unknown): value is { zh: string; en?: string } =>
  isObject(value) && typeof value.zh === 'string';

const leaf = (value: unknown, language: 'zh' | 'en'): string | undefined => {
  if (isTitle(value)) return (language === 'en' ? value.en : undefined) ?? value.zh;
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object')) return value.join(', ');
  return typeof value === 'object' && value !== null ? undefined : String(value);
};

/** The members of a value as an indented list; titles in the language, lists of plain values on one line. */
export const outlineOf = (value: unknown, language: 'zh' | 'en', depth = 0): OutlineLine[] => {
  const members: [string, unknown][] = Array.isArray(value)
    ? value.map((item, index) => [String(index + 1), item])
    : Object.entries(isObject(value) ? value : {});
  return members.flatMap(([name, member]) => {
    const text = leaf(member, language);
    if (text !== undefined) return [{ depth, name, text }];
    return [{ depth, name, text: '' }, ...outlineOf(member, language, depth + 1)];
  });
};
