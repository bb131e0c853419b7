import type { SeededRandom } from '../forms/seeded-random.ts';

type Node = Record<string, unknown> | unknown[];

interface Place {
  readonly holder: Node;
  readonly key: string | number;
  /** The name of the member; for an item that of its list. */
  readonly name: string;
}

/** A definition that was changed at a place or two, and what was done to it. */
export interface Mutant {
  readonly file: string;
  readonly text: string;
  readonly done: readonly string[];
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

/** What files are found by, and words that only people read: changing them tries nothing. */
const quiet = new Set(['kind', 'key', 'module', 'title']);

const placesOf = (node: Node, of = '', top = true): Place[] => {
  const keys: (string | number)[] = Array.isArray(node) ? [...node.keys()] : Object.keys(node);
  return keys.flatMap((key) => {
    if (key === 'title' || (top && quiet.has(String(key)))) return [];
    const value = (node as Record<string | number, unknown>)[key];
    const name = typeof key === 'number' ? `${of}[]` : key;
    return [{ holder: node, key, name }, ...(isNode(value) ? placesOf(value, name, false) : [])];
  });
};

const read = ({ holder, key }: Place): unknown => (holder as Record<string | number, unknown>)[key];
const write = ({ holder, key }: Place, value: unknown): void => {
  (holder as Record<string | number, unknown>)[key] = value;
};

/** What stands in definitions: all texts, and the values by the name of their member (in lists: of the list). */
export interface Stock {
  readonly texts: readonly string[];
  readonly byName: ReadonlyMap<string, readonly unknown[]>;
}

export const stockOf = (files: Iterable<string>): Stock => {
  const texts = new Set<string>();
  const byName = new Map<string, Map<string, unknown>>();
  const take = (value: unknown, name: string): void => {
    const known = byName.get(name) ?? new Map<string, unknown>();
    byName.set(name, known.set(JSON.stringify(value), value));
    if (typeof value === 'string') texts.add(value);
    if (Array.isArray(value)) for (const item of value) take(item, `${name}[]`);
    else if (isNode(value))
      for (const [key, member] of Object.entries(value)) {
        texts.add(key);
        take(member, key);
      }
  };
  for (const text of files) take(JSON.parse(text), '');
  return { texts: [...texts].sort(), byName: new Map([...byName].map(([name, known]) => [name, [...known.values()]])) };
};

const numbers = [0, -1, 1, 2, 3, 1.5, 12, 100, 12_000, 36_500, 1e9, 2 ** 53, -(2 ** 31)];
const dates = ['2026-03-02', '2026-03-03', '2026-02-30', '9999-12-31', '0001-01-01', '2027-01-01'];
const oddities: readonly unknown[] = [
  null,
  true,
  false,
  '',
  ' ',
  '0.30',
  '1e3',
  '2026-02-30',
  '2026-02-28',
  '0001-01-01',
  '9999-12-31',
  '(a+)+$',
  '[',
  '\u0000',
  '__proto__',
  '$asOf',
  '$state',
  '$id',
  'each.name',
  [],
  {},
  [[]],
  { fact: 'count' },
  { parameter: 'watch-months' },
  { parameter: 'watch-months', by: { place: 'place' } },
  { each: 'days' },
  { numerator: 1, denominator: 0 },
  { length: 3, unit: 'month' },
  { var: 'count' },
];
const conditions: readonly object[] = [
  { fact: 'count', operator: 'exists' },
  { fact: 'count', operator: 'between', value: [2, 1] },
  { fact: 'reader', operator: 'matches', value: '^(a|aa)+$' },
  { all: [] },
  { any: [{ not: { fact: 'last', operator: 'lessThan', value: { fact: 'last' } } }] },
];

type Change = (place: Place, random: SeededRandom, stock: Stock) => string;

/** Another value of the same name from anywhere: what fits the schema and may still mean nothing. */
const likely: Change = (place, random, { byName }) => {
  const value = random.pick(byName.get(place.name) ?? [null]);
  write(place, structuredClone(value));
  return JSON.stringify(value).slice(0, 80);
};

/** As in a slip of the hand: another number, another date. */
const slip: Change = (place, random, stock) => {
  const value = read(place);
  if (typeof value === 'number') write(place, random.pick(numbers));
  else if (typeof value === 'boolean') write(place, !value);
  else if (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)) write(place, random.pick(dates));
  else return likely(place, random, stock);
  return JSON.stringify(read(place));
};

const wild: readonly Change[] = [
  (place, random) => {
    const value = random.pick(oddities);
    write(place, structuredClone(value));
    return `odd ${JSON.stringify(value)}`;
  },
  (place, random) => {
    const value = random.pick(numbers);
    write(place, value);
    return `number ${value}`;
  },
  (place, random, { texts }) => {
    const value = random.pick(texts);
    write(place, value);
    return `text ${value}`;
  },
  ({ holder, key }) => {
    if (Array.isArray(holder)) holder.splice(Number(key), 1);
    else delete holder[String(key)];
    return 'removed';
  },
  (place) => {
    const value = read(place);
    if (Array.isArray(value)) write(place, [...value, ...structuredClone(value)]);
    else write(place, [structuredClone(value)]);
    return 'doubled';
  },
  (place, random) => {
    const value = random.pick(conditions);
    write(place, structuredClone(value));
    return 'condition';
  },
  (place) => {
    const value = read(place);
    if (typeof value === 'number') write(place, value + 1);
    else if (typeof value === 'string') write(place, value.slice(0, -1));
    else if (isNode(value)) write(place, { not: structuredClone(value) });
    return 'nearly';
  },
  ({ holder }, random, { texts }) => {
    const name = random.pick(texts);
    if (Array.isArray(holder)) holder.push(name);
    else holder[name] = random.pick(texts);
    return `member ${name}`;
  },
];

/** One definition with one to three changes at places drawn by chance. */
export const mutate = (file: string, text: string, random: SeededRandom, stock: Stock): Mutant => {
  const definition = JSON.parse(text) as Node;
  const done: string[] = [];
  for (let left = random.int(1, 3); left > 0; left -= 1) {
    const places = placesOf(definition);
    // Everything may be gone already.
    if (places.length === 0) break;
    const place = random.pick(places);
    const change = random.chance(0.35) ? random.pick(wild) : random.pick([likely, slip]);
    done.push(`${place.name} ${place.key}: ${change(place, random, stock)}`);
  }
  return { file, text: JSON.stringify(definition), done };
};
