import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type DemoLists, demoDay, type Edit, openDemoLists } from '../support/demo-lists.ts';
import {
  type BlacklistTerms,
  blacklistOf,
  demoCases,
  demoEnterprises,
  entOf,
  expected,
  usualTerms,
} from '../support/demo-oracle.ts';
import { onEachDatabase } from '../support/each-database.ts';

interface Simulated {
  readonly changes: readonly {
    readonly group: Readonly<Record<string, string>>;
    readonly after: { readonly rules: readonly string[]; readonly level: string | null } | null;
  }[];
}

const tally = (rows: readonly object[], keyOf: (row: never) => string): Record<string, number> => {
  const found: Record<string, number> = {};
  for (const row of rows) found[keyOf(row as never)] = (found[keyOf(row as never)] ?? 0) + 1;
  return found;
};

type Case = Readonly<Record<string, string>>;
const cities: Record<string, string> = { '9601': '临江市', '9602': '青山市', '9603': '云溪市' };
const sources: Record<string, string> = {
  'daily-check': 'inspection',
  'market-check': 'sampling',
  'report-12365': 'report12365',
  'transferred-in': 'transfer',
  assigned: 'assigned',
};

onEachDatabase('the outcomes of the demonstration on 2026-06-30', ({ where }) => {
  let demo: DemoLists;
  before(async () => {
    demo = await openDemoLists(where());
  });
  after(() => demo?.close());

  test('12.1: the cases have the totals of the description', async () => {
    const cases = (await demo.rows('case')).map(
      ({ data }) => data as Case & { goodsValue: number; fineAmount: number },
    );
    const city = ({ actRegion }: Case) => cities[actRegion?.slice(0, 4) ?? ''] ?? '';
    assert.equal(cases.length, expected.total);
    assert.deepEqual(
      tally(cases, ({ statusGroup }: Case) => statusGroup ?? ''),
      expected.byStatus,
    );
    assert.deepEqual(tally(cases, city), expected.byCity);
    assert.deepEqual(
      tally(cases, (row: Case) => `${city(row)}/${row.statusGroup}`),
      expected.byCityStatus,
    );
    assert.deepEqual(
      Object.values(tally(cases, ({ actRegion }: Case) => actRegion ?? '')).sort(),
      Object.values(expected.byCounty).sort(),
    );
    assert.deepEqual(
      tally(cases, ({ caseSource }: Case) => sources[caseSource ?? ''] ?? ''),
      expected.bySource,
    );
    assert.deepEqual(
      tally(cases, ({ severity }: Case) => severity ?? ''),
      expected.bySeverity,
    );
    assert.deepEqual(
      tally(cases, ({ procedure }: Case) => procedure ?? ''),
      expected.byProcedure,
    );
    assert.deepEqual(
      tally(cases, ({ filedAt }: Case) => filedAt?.slice(0, 4) ?? ''),
      expected.byYearFiled,
    );
    assert.equal(cases.filter(({ intentional }) => String(intentional) === 'true').length, expected.intentional);
    assert.equal(cases.filter(({ decidedAt }) => decidedAt).length, expected.decided);
    const sum = (rows: typeof cases, field: 'goodsValue' | 'fineAmount') =>
      rows.reduce((total, row) => total + Number(row[field] ?? 0), 0) / 100;
    const effective = cases.filter(({ penaltyEffective }) => penaltyEffective === 'effective');
    assert.equal(sum(cases, 'goodsValue'), expected.sumGoods);
    assert.equal(sum(effective, 'fineAmount'), expected.sumFineEffective);
    const half = effective.filter(({ decidedAt = '' }) => decidedAt >= '2026-01-01' && decidedAt <= demoDay);
    assert.deepEqual(
      { n: half.length, goods: sum(half, 'goodsValue'), fine: sum(half, 'fineAmount') },
      expected.decided2026H1,
    );
    assert.deepEqual(tally(half, city), { 临江市: 16, 青山市: 23, 云溪市: 12 });
    assert.equal(cases.filter(({ goodsValue }) => goodsValue >= 15_000_000).length, 1);
    const products = Object.entries(tally(cases, ({ productCategory }: Case) => productCategory ?? ''));
    const top = products.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, 3);
    assert.deepEqual(top, expected.top3Products);
  });

  test('12.1: the first half of 2026 stands beside that of 2025 in a report', async () => {
    interface Report {
      readonly rows: readonly {
        readonly values: { readonly count: number };
        readonly previous: { readonly count: number };
      }[];
    }
    const { rows } = await demo.leader.get<Report>(`/reports/cases-by-source?from=2026-01-01&to=${demoDay}`);
    const now = rows.reduce((sum, { values }) => sum + values.count, 0);
    const was = rows.reduce((sum, { previous }) => sum + previous.count, 0);
    const { filed2026H1, filed2025H1, yoy } = expected.h1_2026;
    assert.deepEqual([now, was], [filed2026H1, filed2025H1]);
    assert.equal(Math.round((now / was - 1) * 1000) / 10, yoy);
  });

  const edit = (module: string, where: Edit['where'], set: Edit['set']): Edit => ({ module, where, set });

  const simulate = async (parameters: object): Promise<object[]> => {
    const body = { parameters, asOf: demoDay };
    const { changes } = await demo.ruler.post<Simulated>('/rules/blacklist-list/simulate', body);
    return sorted(
      changes.flatMap(({ group, after: hit }) =>
        hit === null ? [] : [{ ent: entOf(group.party), rules: [...hit.rules] }],
      ),
    );
  };
  const sorted = <T extends { readonly ent: string }>(rows: readonly T[]): T[] =>
    [...rows].sort((a, b) => (a.ent < b.ent ? -1 : 1));

  test('12.2: five enterprises become candidates, each for its reason; those on a boundary do not', async () => {
    const run = await demo.run('blacklist-list');
    assert.deepEqual([run.state, run.error, run.created], ['done', null, 0]);
    const entries = (await demo.rows('blacklist')).filter(({ state }) => state === 'candidate');
    const why = (reasons: unknown) => (reasons as string[]).join('+');
    const found = entries.map(({ data }) => ({
      ent: entOf(data.uscc),
      count: data.count,
      pts: data.points,
      grave: data.graveCount,
      hit: true,
      why: why(data.hitReasons),
    }));
    assert.deepEqual(sorted(found), sorted(expected.blacklist.filter(({ hit }) => hit)));
    assert.deepEqual(
      sorted(found).map(({ ent }) => ent),
      expected.hits3,
    );
    for (const { ent, count, pts, grave } of expected.blacklist.filter(({ hit }) => !hit)) {
      const party = demoEnterprises.find(({ id }) => id === ent)?.uscc;
      const body = { subject: { party }, asOf: demoDay };
      const { decisions } = await demo.ruler.post<{
        decisions: { facts: Record<string, unknown>; outcomes: unknown[] }[];
      }>('/rules/blacklist-list/simulate', body);
      const [{ facts, outcomes } = { facts: {}, outcomes: [0] }] = decisions;
      assert.deepEqual([facts.count, facts.points, facts.grave, outcomes], [count, pts, grave, []], ent);
    }
  });

  test('12.2: every change of a parameter of the blacklist gives what a plain loop over the cases gives', async () => {
    const list = demo.system.catalog.current().definitions.codes.get('violation-type');
    const counting = new Set(list?.items.flatMap(({ code, ext }) => (ext?.countsForBlacklist === true ? [code] : [])));
    assert.ok(counting.has('0102') && counting.size < (list?.items.length ?? 0));
    const key: Record<keyof BlacklistTerms, string> = {
      threshold: 'blacklist-threshold',
      points: 'blacklist-points',
      months: 'blacklist-window-months',
      intentionalOnly: 'blacklist-intentional-only',
      graveDirect: 'blacklist-grave-direct',
      procedures: 'blacklist-procedures',
      effective: 'blacklist-effective',
      weights: 'blacklist-weight',
    };
    const changes: Partial<BlacklistTerms>[] = [
      ...[1, 2, 3, 4, 5].map((threshold) => ({ threshold })),
      ...[1, 2, 3, 4, 5, 6].map((points) => ({ points })),
      ...[1, 6, 12, 16, 23, 24, 25, 36].map((months) => ({ months })),
      { intentionalOnly: false },
      { graveDirect: false },
      { graveDirect: false, points: 6 },
      { procedures: ['ordinary', 'summary'] },
      { procedures: ['summary'] },
      { effective: ['effective', 'changed', 'revoked'] },
      { effective: ['revoked'] },
      { intentionalOnly: false, threshold: 2, months: 25 },
    ];
    for (const change of changes) {
      const terms = { ...usualTerms, ...change };
      const values = Object.fromEntries(
        Object.entries(change).map(([name, value]) => [key[name as keyof BlacklistTerms], value]),
      );
      const loop = blacklistOf(terms, counting).map(({ uscc, rules }) => ({ ent: entOf(uscc), rules }));
      assert.deepEqual(await simulate(values), sorted(loop), JSON.stringify(change));
    }
    const ents = async (parameters: object) => (await simulate(parameters)).map((one) => (one as { ent: string }).ent);
    const ten = Array.from({ length: 10 }, (_, at) => `E${String(at + 1).padStart(2, '0')}`);
    assert.deepEqual(await ents({ 'blacklist-threshold': 2 }), ten);
    assert.deepEqual(await ents({ 'blacklist-window-months': 25 }), ['E01', 'E02', 'E03', 'E04', 'E06', 'E10']);
    assert.deepEqual(
      await ents({ 'blacklist-procedures': ['ordinary', 'summary'] }),
      [...expected.hits3, 'E09'].sort(),
    );
  });

  test('12.2: a day, an intent, a revocation, a former name and a missing decision each decide alone', async () => {
    const withEdit = async (caseNo: string, set: object) => {
      const { spoken } = await demo.survey('blacklist-list', [edit('case', { caseNo }, { ...set })]);
      return [...spoken.values()].map(({ subject }) => entOf(subject.group.party)).sort();
    };
    const caseOf = (ent: string, wanted: Partial<Record<string, string>>): string => {
      const found = demoCases.find((row) => row.ent === ent && Object.entries(wanted).every(([k, v]) => row[k] === v));
      return found?.caseNo ?? assert.fail(`${ent} has no such case`);
    };
    const [hits, without] = [[...expected.hits3], (ent: string) => expected.hits3.filter((one) => one !== ent)];
    const and = (ent: string) => [...hits, ent].sort();
    const changes: [string, string, object, readonly string[]][] = [
      ['E02', caseOf('E02', { decidedAt: '2024-07-01' }), { decidedAt: '2024-06-30' }, without('E02')],
      ['E06', caseOf('E06', { decidedAt: '2024-06-30' }), { decidedAt: '2024-07-01' }, and('E06')],
      ['E05', caseOf('E05', { intentional: 'false' }), { intentional: true }, and('E05')],
      ['E08', caseOf('E08', { penaltyEffective: 'revoked' }), { penaltyEffective: 'effective' }, and('E08')],
      ['E09', caseOf('E09', { procedure: 'summary' }), { procedure: 'ordinary' }, and('E09')],
      ['E07', caseOf('E07', { decidedAt: '' }), { decidedAt: demoDay, penaltyEffective: 'effective' }, and('E07')],
      ['E10', caseOf('E10', { decidedAt: '2024-12-04' }), { blacklistStruck: true }, without('E10')],
      ['E03', caseOf('E03', { severity: 'severe' }), { severity: 'major' }, without('E03')],
    ];
    for (const [ent, caseNo, set, wanted] of changes) assert.deepEqual(await withEdit(caseNo, set), wanted, ent);
    assert.deepEqual(
      new Set(demoCases.filter(({ ent }) => ent === 'E10').map(({ partyName }) => partyName)).size,
      2,
      'E10 has had two names',
    );
  });
});
