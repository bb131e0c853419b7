import { canonicalJson, isObject } from '#engine/json.ts';

export type Entry = readonly [key: string, value: unknown];

/** The object of entries; those without a key, or with one that stands before, are left out until it is put right. */
export const objectOf = (entries: readonly Entry[]): Readonly<Record<string, unknown>> => {
  const object: Record<string, unknown> = {};
  for (const [key, value] of entries) if (key !== '' && !Object.hasOwn(object, key)) object[key] = value;
  return object;
};

/** The entries as they are typed, as long as they say what the value says; else those of the value. */
export const entriesOf = (typed: readonly Entry[], value: unknown): readonly Entry[] => {
  const object = isObject(value) ? value : {};
  return canonicalJson(objectOf(typed)) === canonicalJson(object) ? typed : Object.entries(object);
};
