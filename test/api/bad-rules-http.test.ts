import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { type Client, signIn } from '../support/client.ts';
import { peopleFolder } from '../support/people-folder.ts';
import { type NamedFault, planted } from '../support/rules/named-faults.ts';
import { startSystem, type TestSystem } from '../support/system.ts';

interface Refusal {
  readonly issues?: readonly { readonly path: string; readonly code: string; readonly message: string }[];
}
interface Bad extends Omit<NamedFault, 'path' | 'code'> {
  readonly code: string;
  /** The end of the place that is named. */
  readonly path: string;
}

const list = 'blacklist/rules/blacklist-list.json';
const counted = 'blacklist/aggregates/blacklist-cases.json';
const threshold = 'blacklist/parameters/blacklist-threshold.json';
const when = (condition: object) => ({ '/rules/0/when': condition });

/** What the issue names, each in a definition of the shipped pack, as somebody would hand it in. */
const bad: readonly Bad[] = [
  {
    fault: 'an unknown fact',
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
    file: 'blacklist/parameters/blacklist-window-months.json',
    set: {
      '/type': 'duration',
      '/values/0/value': { length: 24, unit: 'naturalDay' },
      '/values/1/value': { length: 24, unit: 'naturalDay' },
    },
    code: 'aggregate-window-unit',
    path: '/window/length',
  },
  {
    fault: 'facts in a circle',
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
    code: 'body.depth',
    path: '/not',
  },
  {
    fault: 'a pattern in a rule',
    file: list,
    set: when({ fact: 'name', operator: 'matches', value: '^(a+)+$' }),
    code: 'condition-operator-unknown',
    path: '/rules/0/when/operator',
  },
  {
    fault: 'a pattern of a form that backtracks in a browser',
    file: 'regionStat/forms/regionProductStat.json',
    set: {
      '/components': [
        {
          ...{ type: 'textfield', key: 'code', label: '编码', input: true },
          ...{ meta: { title: { zh: '编码', en: 'Code' } }, validate: { pattern: '^(a+)+$' } },
        },
      ],
    },
    code: 'patternBacktracks',
    path: '/validate/pattern',
  },
  {
    fault: 'a window of a thousand years',
    file: counted,
    set: { '/window/length': 12_000 },
    code: 'aggregate-window-length',
    path: '/window/length',
  },
  {
    fault: 'values that overlap',
    file: threshold,
    set: { '/values/2': { from: '2024-01-01', value: 4, when: { profile: 'qts2011' } }, '/values/0/to': '2024-06-30' },
    code: 'parameter-overlap',
    path: '/values/2',
  },
  {
    fault: 'no value on the day',
    file: threshold,
    set: { '/values/0/from': '2030-01-01', '/values/1/from': '2030-01-01' },
    code: 'parameter-none',
    path: '',
  },
  {
    fault: 'a ladder out of order',
    file: 'warningIndicator/rules/warning-hits.json',
    set: {
      '/rules/0/outcome/level/ladder/levels': [
        { key: 'blue', from: 5 },
        { key: 'yellow', from: 3 },
      ],
    },
    code: 'rule-ladder-order',
    path: '/levels/1',
  },
  {
    fault: 'ten million groups',
    file: counted,
    set: {
      '/groupBy/1': { key: 'day', field: 'decidedAt' },
      '/groupBy/2': { key: 'region', field: 'actRegion' },
      '/groupBy/3': { key: 'state', field: '$state' },
      '/groupBy/4': { key: 'product', field: 'productCategory' },
      '/maxGroups': 200_000,
    },
    code: 'aggregate-size',
    path: '/groupBy',
  },
];

let system: TestSystem;
let remove: () => void;
let ruler: Client;
before(async () => {
  const people = peopleFolder();
  remove = people.remove;
  system = await startSystem({ now: '2026-06-30T01:00:00.000Z', demoDir: people.demoDir });
  ruler = await signIn(system.url, 'hanlihua');
});
after(async () => {
  await system?.close();
  remove?.();
});

for (const one of bad)
  test(`over HTTP it is refused at save or at publish, by place and reason in Chinese: ${one.fault}`, async () => {
    const path = `definitions/${one.file}`;
    const text = planted(new Map([[path, readFileSync(path, 'utf8')]]), one).get(path) ?? '';
    const { kind, key } = JSON.parse(readFileSync(path, 'utf8')) as { kind: string; key: string };
    const inForce = await ruler.get<{ id: string; current: boolean }[]>('/releases');
    const { id } = await ruler.post<{ id: string }>('/drafts', { title: one.fault });
    const put = await ruler.request<Refusal>(
      'PUT',
      `/drafts/${id}/definitions/${kind}/${key}`,
      `{"definition":${text}}`,
    );
    const answer =
      put.status === 200 ? await ruler.request<Refusal>('POST', `/drafts/${id}/publish`, { note: one.fault }) : put;
    assert.equal(answer.status, 422, JSON.stringify(answer.body).slice(0, 300));
    const found = (answer.body.issues ?? []).find(
      (issue) => issue.code.endsWith(one.code) && issue.path.endsWith(one.path),
    );
    assert.ok(found, JSON.stringify(answer.body.issues?.slice(0, 5)));
    assert.match(found.message, /\p{Script=Han}{4,}/u);
    assert.deepEqual(await ruler.get('/releases'), inForce, 'the release in force stays');
    await ruler.request('DELETE', `/drafts/${id}`);
  });
