import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type DemoLists, type Edit, openDemoLists } from '../support/demo-lists.ts';
import { listedRegions, listRegions } from '../support/demo-regions.ts';
import { onEachDatabase } from '../support/each-database.ts';
import { Office } from '../support/office.ts';

type Row = readonly [group: number, metric: string, operator: string, value: string, minBase?: number];

/** The indicators of the description, said in rows that people fill in. */
const said: Readonly<Record<string, readonly Row[]>> = {
  RA: [
    [1, 'enterprise-count', 'ge', '50'],
    [1, 'output', 'ge', '50000'],
  ],
  RB: [
    [1, 'share-province', 'ge', '0.1'],
    [1, 'pass-rate', 'ge', '0.95', 50],
    [1, 'case-rate', 'le', '0.02'],
    [1, 'severe-cases', 'le', '0'],
    [1, 'brands', 'ge', '1'],
    [1, 'blacklisted', 'le', '0'],
  ],
  RC: [
    [1, 'pass-rate', 'le', '0.6', 20],
    [2, 'filed-cases', 'ge', '10'],
    [3, 'filed-cases', 'ge', '5'],
    [3, 'severe-cases', 'ge', '1'],
    [4, 'obstruct-cases', 'ge', '3'],
    [5, 'violent-cases', 'ge', '1'],
  ],
};

onEachDatabase('indicators of one’s own over the demonstration', ({ where }) => {
  let demo: DemoLists;
  before(async () => {
    demo = await openDemoLists(where());
  });
  after(() => demo?.close());

  const own = (no: string, rows: readonly Row[] = said[no] ?? []): Edit => ({
    module: 'regionIndicator',
    where: { indicatorNo: no },
    set: {
      mode: 'own-conditions',
      conditions: rows.map(([group, metric, operator, value, minBase]) => ({
        ...{ group, metric, operator, value },
        ...(minBase !== undefined && { minBase }),
      })),
    },
  });
  const regions = (ruleSet: string, edits: readonly Edit[]) => listRegions(demo, ruleSet, edits);
  const listed = listedRegions;
  const all = ['RA', 'RB', 'RC'].map((no) => own(no));

  test('rows list exactly what the preset conditions list', async () => {
    assert.deepEqual(await regions('region-list-own', []), []);
    assert.deepEqual(await regions('region-list-own', all), listed);
    assert.deepEqual(await regions('region-list', all), [], 'an indicator is asked in one way only');
  });

  const without = (...gone: string[]) => listed.filter((one) => !gone.includes(one));
  const terms: [string, Edit, string[]][] = [
    [
      'below 60 %',
      own('RC', [[1, 'pass-rate', 'lt', '0.6', 20], ...(said.RC ?? []).slice(1)]),
      without('C 960321/1001'),
    ],
    [
      '31 batches',
      own('RC', [[1, 'pass-rate', 'le', '0.6', 31], ...(said.RC ?? []).slice(1)]),
      without('C 960321/1001'),
    ],
    [
      'over 50,000',
      own('RA', [
        [1, 'enterprise-count', 'ge', '50'],
        [1, 'output', 'gt', '50000'],
      ]),
      without('A 960222/0103'),
    ],
    [
      'two groups',
      own('RA', [...(said.RA ?? []), [2, 'output', 'ge', '49900'], [2, 'enterprise-count', 'gt', '51']]),
      [...listed, 'A 960321/1001'].sort(),
    ],
  ];
  for (const [name, edit, wanted] of terms)
    test(`rows: ${name}`, async () => assert.deepEqual(await regions('region-list-own', [...all, edit]), wanted));

  test('a third of the towns of a county put it on the list, a little less does not', async () => {
    const towns = await demo.rows('regionResult');
    const [first, second] = towns.filter(({ data }) => data.kind === 'C').map(({ data }) => data.resultNo);
    const town = (no: unknown, region: string): Edit => ({
      module: 'regionResult',
      where: { resultNo: no },
      set: { region, regionLevel: 'town', productClass: '1001', kind: 'C' },
    });
    const county = (townCount: number): Edit => ({
      module: 'regionStat',
      where: { region: '960321', productClass: '1001', period: '2025' },
      set: { townCount },
    });
    const share = (minTownShare: string): Edit => ({
      module: 'regionIndicator',
      where: { indicatorNo: 'RC' },
      set: { minTownShare },
    });
    const two = [town(first, '960321001'), town(second, '960321002')];
    const asked = (count: number, least = '0.3333') =>
      regions('region-list-towns', [...two, county(count), share(least)]);
    assert.deepEqual(await asked(6), ['C 960321/1001']);
    assert.deepEqual(await asked(7), []);
    assert.deepEqual(await asked(6, '0.3334'), []);
    const byRows = [...two, county(6), own('RC', [[1, 'town-share', 'ge', '0.3333', 3]])];
    assert.deepEqual(await regions('region-list-own', byRows), ['C 960321/1001']);
  });

  test('batches that fail warn by their share, once enough were sampled', async () => {
    const office = new Office(demo.system);
    const handler = 'yuanzhicheng';
    const batch = { level: 'province', enterpriseName: '某厂', region: '960102', productClass: '0601' };
    const failed = { pass: false, failedItems: [{ item: '邻苯二甲酸酯', substance: 'IN03' }] };
    for (let index = 0; index < 10; index += 1) {
      const data = {
        ...batch,
        batchNo: `P${index}`,
        sampledAt: '2026-06-01',
        ...(index < 3 ? failed : { pass: true }),
      };
      await office.act(handler, await office.create(handler, 'sampling', data), 'confirm');
    }
    const metric = (minBatches: number, blue = 20, yellow = 30): Edit => ({
      module: 'warningIndicator',
      where: { indicatorNo: 'W1' },
      set: { metric: 'failed-batch-rate', minBatches, blue, yellow, orange: 50, red: 80 },
    });
    const level = async (edit: Edit) => {
      const { spoken } = await demo.survey('warning-hits-sampled', [edit]);
      return [...spoken.values()].map(({ subject, standing }) => [subject.group.region, standing?.level]);
    };
    assert.deepEqual(await level(metric(10)), [['960000', 'yellow']]);
    assert.deepEqual(await level(metric(10, 20, 31)), [['960000', 'blue']]);
    assert.deepEqual(await level(metric(11)), []);
  });
});
