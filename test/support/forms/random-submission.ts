import { type FormNode, treeOf } from '#engine/form/tree.ts';
import { codeList, options } from './random-leaf.ts';
import type { SeededRandom } from './seeded-random.ts';

type Data = Record<string, unknown>;

/** Random data of a form: mostly right, often empty, sometimes wrong in ways both validators judge. */
export const randomSubmission = (form: { components: readonly Data[] }, random: SeededRandom): Data =>
  objectOf(treeOf(form).roots, random);

const objectOf = (nodes: readonly FormNode[], random: SeededRandom): Data => {
  const data: Data = {};
  for (const node of nodes) fill(node, data, random);
  return data;
};

const fill = (node: FormNode, data: Data, random: SeededRandom): void => {
  if (node.role === 'layout') {
    for (const child of node.children) fill(child, data, random);
    return;
  }
  if (node.role === 'object') {
    if (random.chance(0.85)) data[node.key] = objectOf(node.children, random);
    return;
  }
  if (node.role === 'grid') {
    data[node.key] = Array.from({ length: random.int(0, 3) }, () => objectOf(node.children, random));
    return;
  }
  const value = random.chance(0.2) ? random.pick([undefined, null, '']) : leafValue(node, random);
  if (value !== undefined) data[node.key] = value;
};

/** Where an empty item among several means the same to both. */
const emptyItems = new Set(['textfield', 'textarea', 'phoneNumber', 'email']);

const leafValue = (node: FormNode, random: SeededRandom): unknown => {
  const kind = node.type === 'datetime' && node.component.enableTime === false ? 'date' : node.type;
  const one = (): unknown => values[kind]?.(random);
  if (node.component.multiple !== true) return one();
  const filled = (): unknown => {
    const value = one();
    return value === '   ' ? 'abc' : value;
  };
  const items = Array.from({ length: random.int(0, 3) }, filled);
  return emptyItems.has(kind) && node.grids.length === 0 && random.chance(0.1) ? ['', ...items] : items;
};

const words = (random: SeededRandom): string =>
  random.pick([
    'abc',
    'foo x',
    'bar',
    'AB12',
    'z',
    'too long a text',
    ' x  y ',
    '   ',
    'xyz9',
    '案件名称',
    'a b c d',
    'foo',
  ]);

const values: Readonly<Record<string, (random: SeededRandom) => unknown>> = {
  textfield: words,
  textarea: (random) => random.pick([words(random), 'one\ntwo']),
  phoneNumber: words,
  hidden: (random) => random.pick([words(random), 5, true, false]),
  email: (random) => random.pick(['a@b.cn', 'A.B@Example.com', 'no address', 'x@y', 'li.si@mail.gov.cn']),
  number: (random) => random.pick([0, 1, 5, 12, -3, 2.5, 26]),
  money: (random) => random.pick([0, 1, 5, 100, 2500]),
  decimal: (random) => random.pick(['0', '2.5', '18.000', '9.1', '-1', '8.125']),
  checkbox: (random) => random.chance(0.6),
  select: (random) => random.pick([...options, 'other']),
  radio: (random) => random.pick([...options, 'other']),
  selectboxes: (random) =>
    Object.fromEntries(options.filter(() => random.chance(0.8)).map((key) => [key, random.chance(0.5)])),
  date: (random) => random.pick(['2026-03-10', '2026-02-01', '2026-07-01', '2026-06-30', 'no date', '2026-13-01']),
  datetime: (random) =>
    random.pick([
      '2026-04-28T01:20:00.000Z',
      '2026-01-01T00:00:00.000Z',
      '2026-06-30T16:00:00+08:00',
      '2026-08-01T00:00:00Z',
      'no date',
    ]),
  code: (random) => random.pick([...codeList.values, 'purple']),
  user: (random) => random.pick(['u1', 'user-2', '!']),
  organization: (random) => random.pick(['96000000', 'x y']),
  region: (random) => random.pick(['990103', '?']),
  record: (random) => random.pick(['01J9ZX', '']),
  attachment: (random) => random.pick([[], [{ id: 'file1', name: 'a.jpg' }]]),
  signature: () => 'data:image/png;base64,iVBORw0KGgo=',
};
