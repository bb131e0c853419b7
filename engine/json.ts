export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const forbidden = new Set(['__proto__', 'constructor', 'prototype']);

/** Below U+0300 no text has another form. */
const perhapsOther = /[\u0300-\uffff]/;

/** Text that stands in JSON as it is. */
const plain = /^[ !#-[\]-~]*$/;

const canonicalText = (text: string): string => {
  if (plain.test(text)) return `"${text}"`;
  return JSON.stringify(perhapsOther.test(text) ? text.normalize('NFC') : text);
};

/** The one way a definition or a stored input is written: keys sorted by code unit, no spaces, text in NFC. */
export const canonicalJson = (value: unknown): string => {
  if (typeof value === 'string') return canonicalText(value);
  if (Number.isSafeInteger(value)) return String(value);
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value) ?? 'null';
  let members = '';
  for (const key of Object.keys(value).sort()) {
    const member = value[key];
    if (member === undefined) continue;
    if (members !== '') members += ',';
    members += `${canonicalText(key)}:${canonicalJson(member)}`;
  }
  return `{${members}}`;
};

/** The value at a dotted path, or undefined. Inherited properties are never reached. */
export const getPath = (data: unknown, path: string): unknown => {
  let value = data;
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
};

/** A copy of `data` with `value` at the dotted path; containers are made on the way; undefined removes the key. */
export const setPath = <T extends object>(data: T, path: string, value: unknown): T => {
  const [key = '', ...rest] = path.split('.');
  if (forbidden.has(key)) return data;
  const copy = (Array.isArray(data) ? [...data] : { ...data }) as Record<string, unknown>;
  if (rest.length > 0) {
    const inner = copy[key];
    copy[key] = setPath(typeof inner === 'object' && inner !== null ? inner : {}, rest.join('.'), value);
  } else if (value === undefined) delete copy[key];
  else copy[key] = value;
  return copy as T;
};
