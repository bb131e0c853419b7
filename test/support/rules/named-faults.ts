/** One bad definition: what is put where into the watch pack, and how it must be refused. */
export interface NamedFault {
  readonly fault: string;
  readonly file: string;
  /** New values by JSON Pointer. */
  readonly set: Readonly<Record<string, unknown>>;
  /** The first condition is put into so many `not`. */
  readonly nested?: number;
  readonly code: string;
  readonly path: string;
}

const list = 'watch/rules/watch-list.json';
const losses = 'watch/aggregates/reader-losses.json';
const places = 'watch/aggregates/place-losses.json';
const threshold = 'watch/parameters/watch-threshold.json';

const when = (condition: object) => ({ '/rules/0/when': condition });

export const namedFaults: readonly NamedFault[] = [
  {
    fault: 'a fact nobody declared',
    file: list,
    set: when({ fact: 'kount', operator: 'exists' }),
    code: 'fact-unknown',
    path: '/rules/0/when/fact',
  },
  {
    fault: 'a number held against a date',
    file: list,
    set: when({ fact: 'last', operator: 'greaterThan', value: 3 }),
    code: 'condition-value-type',
    path: '/rules/0/when/value',
  },
  {
    fault: 'days where months are counted',
    file: 'watch/parameters/watch-months.json',
    set: { '/type': 'duration', '/values/0/value': { length: 24, unit: 'naturalDay' } },
    code: 'aggregate-window-unit',
    path: '/window/length',
  },
  {
    fault: 'facts that are calculated from each other',
    file: list,
    set: {
      '/facts/a': { type: 'integer', calculate: { '+': [{ var: 'b' }, 1] } },
      '/facts/b': { type: 'integer', calculate: { '+': [{ var: 'a' }, 1] } },
    },
    code: 'fact-circle',
    path: '/facts/a/calculate',
  },
  {
    fault: 'five thousand nested conditions',
    file: list,
    set: when({ fact: 'count', operator: 'exists' }),
    nested: 5000,
    code: 'definition-too-deep',
    path: `/rules/0/when${'/not'.repeat(62)}`,
  },
  {
    fault: 'a pattern that backtracks',
    file: list,
    set: when({ fact: 'reader', operator: 'matches', value: '^(a+)+$' }),
    code: 'condition-operator-unknown',
    path: '/rules/0/when/operator',
  },
  {
    fault: 'a window of a thousand years',
    file: losses,
    set: { '/window/length': 12_000 },
    code: 'aggregate-window-length',
    path: '/window/length',
  },
  {
    fault: 'values of a parameter that overlap',
    file: threshold,
    set: { '/values/1': { from: '2024-01-01', value: 4 }, '/values/0/to': '2024-06-30' },
    code: 'parameter-overlap',
    path: '/values/1',
  },
  {
    fault: 'no value of a parameter on the day',
    file: threshold,
    set: { '/values/0/from': '2030-01-01' },
    code: 'aggregate-parameter-none',
    path: '/values',
  },
  {
    fault: 'a ladder out of order',
    file: 'watch/rules/alarms.json',
    set: {
      '/rules/0/outcome/level/ladder/levels': [
        { key: 'blue', from: 5 },
        { key: 'yellow', from: 3 },
      ],
    },
    code: 'rule-ladder-order',
    path: '/rules/0/outcome/level/ladder/levels/1',
  },
  {
    fault: 'ten million groups',
    file: places,
    set: {
      '/groupBy/1': { key: 'day', field: 'on' },
      '/groupBy/2': { key: 'proven', field: 'proven' },
      '/groupBy/3': { key: 'again', field: '$state' },
      '/window': { kind: 'rolling', unit: 'month', length: 1200 },
      '/maxGroups': 200_000,
    },
    code: 'aggregate-size',
    path: '/groupBy',
  },
];

const put = (definition: object, pointer: string, value: unknown): void => {
  const names = pointer.split('/').slice(1);
  const last = names.pop() ?? '';
  let at = definition as Record<string, unknown>;
  for (const name of names) at = at[name] as Record<string, unknown>;
  at[last] = value;
};

/** The pack with the fault in it. */
export const planted = (
  pack: ReadonlyMap<string, string>,
  { file, set, nested = 0 }: NamedFault,
): Map<string, string> => {
  const path = `definitions/${file}`;
  const definition = JSON.parse(pack.get(path) ?? '{}') as object;
  for (const [pointer, value] of Object.entries(set)) put(definition, pointer, value);
  const condition = JSON.stringify({ fact: 'count', operator: 'exists' });
  const text = JSON.stringify(definition).replace(
    condition,
    `${'{"not":'.repeat(nested)}${condition}${'}'.repeat(nested)}`,
  );
  return new Map([...pack, [path, text]]);
};
