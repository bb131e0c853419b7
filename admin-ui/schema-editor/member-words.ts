import { isObject } from '#engine/json.ts';
import { titled } from '../../runtime-ui/words.ts';
import { say, sayIfKnown } from '../words.ts';

/** What people call a member of a definition; some members mean something else in one kind. */
export const memberWords = (kind: string, name: string): string =>
  sayIfKnown(`member.${kind}.${name}`) ?? sayIfKnown(`member.${name}`) ?? name;

/** What a member is for, where a word alone does not say it. */
export const memberHint = (kind: string, name: string): string | undefined => sayIfKnown(`hint.${kind}.${name}`);

/** Families of words that values were said with before there were editors. */
const families: Readonly<Record<string, string>> = {
  operations: 'operation',
  system: 'right',
  function: 'aggregate',
  effect: 'passed',
  level: 'area',
};

/** One of the values a member may have, in words. */
export const choiceWords = (kind: string, name: string, value: unknown): string =>
  sayIfKnown(`choice.${kind}.${name}.${value}`) ??
  sayIfKnown(`choice.${name}.${value}`) ??
  sayIfKnown(`${families[name] ?? name}.${value}`) ??
  sayIfKnown(`choice.${value}`) ??
  sayIfKnown(`kind.${value}`) ??
  String(value);

const naming = ['key', 'code', 'name', 'column', 'field', 'module', 'deadline', 'document', 'post'] as const;

/** What people call a row of a list: its title, else what it is known by, else its place. */
export const rowWords = (row: unknown, index: number): string => {
  const place = say('place.item', { number: index + 1 });
  if (typeof row === 'string' || typeof row === 'number') return String(row) || place;
  if (!isObject(row)) return place;
  if (isObject(row.title) && typeof row.title.zh === 'string')
    return titled({ zh: row.title.zh, ...(typeof row.title.en === 'string' && { en: row.title.en }) }) || place;
  const known = naming.map((name) => row[name]).find((one) => typeof one === 'string' && one !== '');
  return typeof known === 'string' ? known : place;
};
