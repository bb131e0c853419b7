import { isObject } from '../json.ts';

/** Begins a text that stands for a secret value at rest; no form lets such a character in. */
export const sealMark = '\u0001sealed:';

const isSealed = (value: unknown): value is string => typeof value === 'string' && value.startsWith(sealMark);

/** The data with what lies at the paths sealed; a `*` in a path stands for every row of a grid. Sealed values stay. */
export const sealAt = <T>(data: T, paths: Iterable<string>, seal: (value: unknown) => string): T => {
  let sealed: unknown = data;
  for (const path of paths) sealed = sealPath(sealed, path.split('.'), seal);
  return sealed as T;
};

const sealPath = (value: unknown, [key, ...rest]: readonly string[], seal: (value: unknown) => string): unknown => {
  if (value === undefined || value === null || value === '') return value;
  if (key === undefined) return isSealed(value) ? value : seal(value);
  if (key === '*') return Array.isArray(value) ? value.map((row) => sealPath(row, rest, seal)) : value;
  if (!isObject(value) || !Object.hasOwn(value, key)) return value;
  return { ...value, [key]: sealPath(value[key], rest, seal) };
};

/** The data with every sealed value opened; `open` gives undefined for what is to be left out. */
export const openSealed = <T>(data: T, open: (sealed: string) => unknown): T => opened(data, open) as T;

/** The data without what is sealed. */
export const withoutSealed = <T>(data: T): T => openSealed(data, () => undefined);

const opened = (value: unknown, open: (sealed: string) => unknown): unknown => {
  if (isSealed(value)) return open(value);
  if (Array.isArray(value)) return value.map((item) => opened(item, open));
  if (!isObject(value)) return value;
  const members = Object.entries(value).map(([key, inner]) => [key, opened(inner, open)] as const);
  return Object.fromEntries(members.filter(([, inner]) => inner !== undefined));
};
