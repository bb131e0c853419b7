import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addWorkdays } from '#engine/deadline/workday.ts';
import { type DemoLists, demoDay, type Edit, openDemoLists } from '../support/demo-lists.ts';
import { expected } from '../support/demo-oracle.ts';
import { listedRegions, listRegions } from '../support/demo-regions.ts';
import { onEachDatabase } from '../support/each-database.ts';

const places: Readonly<Record<string, string>> = { '960000': '江东省', '960100': '临江市', '960200': '青山市' };
const shown = (rows: object) => JSON.stringify(rows);
const byText = (rows: readonly object[]) => [...rows].sort((a, b) => (shown(a) < shown(b) ? -1 : 1));
/** The rules of an indicator C in the words of the description. */
const reasons: Readonly<Record<string, string>> = {
  'low-pass-rate': 'passRate',
  'many-cases': 'filed10',
  'cases-with-severe': 'filed5+severe',
  obstructed: 'obstruct',
  violence: 'violent',
};

onEachDatabase('warnings and regions of the demonstration on 2026-06-30', ({ where }) => {
  let demo: DemoLists;
  before(async () => {
    demo = await openDemoLists(where());
  });
  after(() => demo?.close());

  const indicator =
    (module: string) =>
    (no: string, set: Edit['set']): Edit => ({ module, where: { indicatorNo: no }, set });
  const warning = indicator('warningIndicator');
  const region = indicator('regionIndicator');
  const ofCase = (caseNo: string, set: Edit['set']): Edit => ({ module: 'case', where: { caseNo }, set });

  /** Levels by indicator and place. */
  const levels = async (...edits: Edit[]): Promise<Record<string, string | null>> => {
    const { spoken } = await demo.survey('warning-hits', edits);
    const found: Record<string, string | null> = {};
    for (const { subject, standing } of spoken.values()) {
      const { indicatorNo } = (subject.each?.data ?? {}) as { indicatorNo?: string };
      if (standing !== undefined) found[`${indicatorNo} ${places[subject.group.region ?? '']}`] = standing.level;
    }
    return found;
  };

  test('12.3: four warnings are open, each with its level, its cases and its enterprises', async () => {
    const run = await demo.run('warning-hits');
    assert.deepEqual([run.state, run.error, run.hits, run.created], ['done', null, 4, 0]);
    const hits = (await demo.rows('warningHit')).map(
      ({ state, data }) => ({ state, ...data }) as Record<string, unknown>,
    );
    assert.deepEqual(new Set(hits.map(({ state }) => state)), new Set(['hOpen']));
    const indicators = await demo.rows('warningIndicator');
    const names = new Map(indicators.map(({ data }) => [data.name, String(data.indicatorNo)]));
    const found = hits.map((hit) => ({
      indicator: names.get(hit.indicatorName),
      region: places[String(hit.region)],
      n: hit.count,
      ents: hit.enterpriseCount,
      level: hit.level,
    }));
    const wanted = Object.entries(expected.warnings).flatMap(([indicator, groups]) =>
      groups.filter(({ level }) => level !== 'none').map((group) => ({ indicator, ...group })),
    );
    assert.deepEqual(byText(found), byText(wanted));
    for (const hit of hits) assert.equal((hit.cases as unknown[]).length, hit.count);
  });

  const usual = { 'W1 江东省': 'yellow', 'W2 江东省': 'orange', 'W4 江东省': 'red', 'W5 临江市': 'blue' };
  const { 'W4 江东省': _red, ...withoutDairy } = usual;
  const { 'W5 临江市': _blue, ...withoutDresses } = usual;
  const injured = { injuries: 1 };
  const changes: [string, Edit[], object][] = [
    ['nothing', [], usual],
    ['W1 91 days reach 04-01', [warning('W1', { windowDays: 91, orange: 7 })], { ...usual, 'W1 江东省': 'orange' }],
    ['W1 90 days do not', [warning('W1', { orange: 7 })], usual],
    ['W1 89 days lose 04-02', [warning('W1', { windowDays: 89, yellow: 6 })], { ...usual, 'W1 江东省': 'blue' }],
    ['W1 yellow from 7', [warning('W1', { yellow: 7 })], { ...usual, 'W1 江东省': 'blue' }],
    ['W1 orange from 6', [warning('W1', { orange: 6 })], { ...usual, 'W1 江东省': 'orange' }],
    ['W1 counts enterprises', [warning('W1', { metric: 'enterprise-count' })], { ...usual, 'W1 江东省': 'blue' }],
    [
      'W1 not withdrawn',
      [ofCase('D037', { statusGroup: 'investigating' }), warning('W1', { orange: 7 })],
      { ...usual, 'W1 江东省': 'orange' },
    ],
    ['somebody hurt', [ofCase('D034', injured)], { ...usual, 'W1 江东省': 'red' }],
    ['W2 orange from 13', [warning('W2', { orange: 13 })], { ...usual, 'W2 江东省': 'yellow' }],
    ['W2 179 days lose 01-02', [warning('W2', { windowDays: 179 })], { ...usual, 'W2 江东省': 'yellow' }],
    ['W2 red from 12', [warning('W2', { red: 12 })], { ...usual, 'W2 江东省': 'red' }],
    ['W3 blue from 2', [warning('W3', { blue: 2 })], { ...usual, 'W3 江东省': 'blue' }],
    ['W4 red from 2', [warning('W4', { red: 2 })], withoutDairy],
    ['W4 21 days', [warning('W4', { windowDays: 22 })], withoutDairy],
    ['W4 23 days reach 06-08', [warning('W4', { windowDays: 23 })], usual],
    ['W5 blue from 4', [warning('W5', { blue: 4 })], withoutDresses],
    ['W5 blue from 1', [warning('W5', { blue: 1 })], { ...usual, 'W5 青山市': 'blue' }],
    ['W5 over the province', [warning('W5', { digits: 2 })], { ...withoutDresses, 'W5 江东省': 'blue' }],
  ];
  for (const [name, edits, wanted] of changes)
    test(`12.3 warnings: ${name}`, async () => assert.deepEqual(await levels(...edits), wanted));

  /** Rules by kind of indicator, region and product. */
  const regions = (...edits: Edit[]) => listRegions(demo, 'region-list', edits);
  const listed = listedRegions;
  const and = (...more: string[]) => [...listed, ...more].sort();
  const without = (...gone: string[]) => listed.filter((one) => !gone.includes(one));

  test('12.4: three regions of concentration, two bases of quality and five to be put right, each for its reason', async () => {
    const run = await demo.run('region-list');
    assert.deepEqual([run.state, run.error, run.hits, run.created], ['done', null, 10, 0]);
    assert.deepEqual(
      ['A', 'B', 'C'].map((kind) => listed.filter((one) => one.startsWith(kind)).length),
      [3, 2, 5],
    );
    const rows = (await demo.rows('regionResult')).map(({ data }) => data);
    assert.deepEqual(rows.map(({ kind, region: at, productClass }) => `${kind} ${at}/${productClass}`).sort(), listed);
    for (const row of rows) {
      const at = expected.reg.find(
        ({ region: place, product }) => place === row.region && product === row.productClass,
      );
      assert.equal(row.filed, at?.filed12);
      if (row.kind === 'C') assert.equal(reasons[String((row.reasons as string[]).join())], at?.why);
    }
  });

  const enterprise = (set: Edit['set']): Edit => ({
    module: 'enterprise',
    where: { region: '960222', productCategory: '0103' },
    set,
  });
  const terms: [string, Edit[], string[]][] = [
    ['A from 49,900', [region('RA', { minOutput: 49_900_000_000 })], and('A 960321/1001')],
    ['A from 49,900.01', [region('RA', { minOutput: 49_900_000_001 })], listed],
    ['A over 50,000', [region('RA', { minOutput: 50_000_000_001 })], without('A 960222/0103')],
    ['A from 49 enterprises', [region('RA', { minEnterprises: 49 })], and('A 960121/0801')],
    ['A from 51 enterprises', [region('RA', { minEnterprises: 51 })], without('A 960222/0103')],
    ['B over 95 %', [region('RB', { minPassRate: '0.9501' })], without('B 960103/0203')],
    ['B 93 %, 6.67 %', [region('RB', { minPassRate: '0.93', maxCaseRate: '0.0667' })], and('B 960102/0601')],
    ['B 93 %, 6.66 %', [region('RB', { minPassRate: '0.93', maxCaseRate: '0.0666' })], listed],
    ['B under 2 %', [region('RB', { maxCaseRate: '0.0199' })], without('B 960222/0103')],
    ['B share 25 %', [region('RB', { minShare: '0.25' })], listed],
    ['B share over 25 %', [region('RB', { minShare: '0.2501' })], without('B 960222/0103')],
    ['B 40 batches', [region('RB', { passBase: 40, maxCaseRate: '0.2', minBrands: 0 })], and('B 960302/1503')],
    ['B 41 batches', [region('RB', { passBase: 41, maxCaseRate: '0.2', minBrands: 0 })], listed],
    ['B one is listed', [enterprise({ internalListed: true })], without('B 960222/0103')],
    ['B one may be listed', [enterprise({ internalListed: true }), region('RB', { maxListed: 1 })], listed],
    ['C under 60 %', [region('RC', { maxPassRate: '0.5999' })], without('C 960321/1001')],
    ['C 61 %', [region('RC', { maxPassRate: '0.61' })], and('C 960202/0201')],
    ['C 31 batches', [region('RC', { passBase: 31 })], without('C 960321/1001')],
    ['C 30 batches', [region('RC', { passBase: 30 })], listed],
    ['C from 12 cases', [region('RC', { minFiled: 12 })], listed],
    ['C from 13 cases', [region('RC', { minFiled: 13 })], without('C 960221/0301')],
    ['C from 13 cases in 13 months', [region('RC', { minFiled: 13, months: 13 })], listed],
    ['C from 8 cases', [region('RC', { minFiled: 8 })], and('C 960102/0601')],
    ['C 6 with a severe one', [region('RC', { minFiledWithSevere: 6 })], without('C 960121/0801')],
    ['C 5 with two severe ones', [region('RC', { minSevere: 2 })], without('C 960121/0801')],
    ['C four obstructions', [region('RC', { minObstruct: 4 })], without('C 960222/0107')],
    ['C two of violence', [region('RC', { minViolent: 2 })], without('C 960103/1504')],
  ];
  for (const [name, edits, wanted] of terms)
    test(`12.4 regions: ${name}`, async () => assert.deepEqual(await regions(...edits), wanted));

  test('12.5: enterprises need the visits a year that the table says, those listed more, those in regions to be put right four', async () => {
    const enterprises = (await demo.rows('enterprise')).map(({ data }) => data);
    const { parameter } = demo.system.catalog.current().definitions;
    const visits = ({ qualityClass, riskLevel }: Readonly<Record<string, unknown>>): number =>
      Number(
        parameter
          .get('patrol-frequency')
          ?.values.find(({ when }) => when?.qualityClass === qualityClass && when?.risk === riskLevel)?.value,
      );
    const classes = (weight: (row: Readonly<Record<string, unknown>>) => number) => {
      const found: Record<string, number> = {};
      for (const row of enterprises)
        found[String(row.qualityClass)] = (found[String(row.qualityClass)] ?? 0) + weight(row);
      return found;
    };
    const sum = (values: object) => Object.values(values).reduce((total: number, value: number) => total + value, 0);
    assert.deepEqual(
      classes(() => 1),
      expected.classCount,
    );
    assert.deepEqual(classes(visits), expected.patrolByClassBase);
    assert.equal(sum(classes(visits)), expected.patrolTotalBase);
    const override = Number(parameter.get('patrol-listed')?.values[0]?.value);
    const listedToo = classes((row) => (row.internalListed === true ? Math.max(override, visits(row)) : visits(row)));
    assert.equal(sum(listedToo), expected.patrolTotalEff);
    const results = (await demo.rows('regionResult')).map(({ data }) => data);
    const remedied = new Set(
      results.flatMap(({ kind, region: at, productClass }) => (kind === 'C' ? [`${at}/${productClass}`] : [])),
    );
    const least = Number(parameter.get('patrol-remedy')?.values[0]?.value);
    const needed = (row: Readonly<Record<string, unknown>>) =>
      row.internalListed === true ? Math.max(override, visits(row)) : visits(row);
    const inRegion = enterprises.filter(({ region: at, productCategory }) => remedied.has(`${at}/${productCategory}`));
    const raised = inRegion.filter((row) => needed(row) < least);
    assert.deepEqual(raised.map((row) => [String(row.code), least - needed(row)]).sort(), [
      ['E06', 3],
      ['E25', 3],
      ['E30', 3],
    ]);
    const total = raised.reduce((more, row) => more + least - needed(row), sum(listedToo));
    assert.equal(total, 146);
  });

  test('12.5: working days of 2026 are counted as the description counts them', () => {
    const calendar = demo.system.catalog.current().definitions.calendar.get('cn');
    assert.ok(calendar);
    const vectors: [string, number, string][] = [
      ['2026-04-28', 3, '2026-05-06'],
      ['2026-04-28', 5, '2026-05-08'],
      ['2026-04-28', 10, '2026-05-14'],
      ['2026-04-28', 15, '2026-05-21'],
      ['2026-02-10', 5, '2026-02-24'],
      ['2026-02-10', 15, '2026-03-09'],
      ['2026-09-28', 3, '2026-10-08'],
      ['2026-09-28', 15, '2026-10-23'],
      ['2026-09-28', 30, '2026-11-13'],
      ['2025-12-30', 3, '2026-01-05'],
      ['2026-06-15', 5, '2026-06-23'],
    ];
    for (const [from, days, due] of vectors) assert.equal(addWorkdays(calendar, from, days), due, `${from} + ${days}`);
  });

  test('12.5: the vectors of rewards lie among the golden cases that every release must pass', () => {
    const golden = [...demo.system.catalog.current().definitions.golden.values()];
    type Vector = {
      readonly given: { readonly today?: string; readonly data?: unknown };
      readonly expect: { readonly set?: unknown; readonly block?: unknown };
    };
    const vectors = golden
      .filter(({ target }) => ['reward-amount', 'reward-proposed', 'reward-case', 'reward-person'].includes(target.key))
      .flatMap(({ target, cases }) => (cases as readonly Vector[]).map((one) => ({ target: target.key, ...one })));
    const has = (target: string, data: object, expect: object, today = demoDay) => {
      const known = vectors.some(
        (one) =>
          one.target === target &&
          one.given.today === today &&
          partOf(data, one.given.data) &&
          partOf(expect, one.expect),
      );
      assert.ok(known, `${target} ${shown(data)} → ${shown(expect)}`);
    };
    const amount = (merit: string, fine: number, calcAmount: number, consult = false, factor = '1.00', income = 0) =>
      has(
        'reward-amount',
        { fineAmount: fine, confiscatedIncome: income, grade: { meritLevel: merit, factor } },
        { set: { calcAmount, consultNeeded: consult } },
      );
    amount('1', 20_000_000, 1_000_000);
    amount('1', 10_000_000, 500_000);
    amount('2', 6_000_000, 300_000, false, '1.00', 3_000_000);
    amount('3', 0, 100_000);
    amount('1', 3_000_000_000, 100_000_000, true);
    amount('1', 40_000_000, 4_000_000, false, '2.00');
    amount('2', 100_000_000, 3_000_000);
    amount('1', 1_000_000_000, 50_000_000, true);
    amount('1', 999_999_900, 49_999_995);
    has('reward-case', { fineAmount: 9_999_999, confiscatedIncome: 0 }, { block: ['not-major'] });
    has('reward-person', { apply: { applicantKind: 'infringed-agent' } }, { block: ['unfit'] });
    const joint = (jointCount: number, proposedAmount: number, set: object) =>
      has('reward-proposed', { apply: { jointCount }, propose: { proposedAmount } }, { set });
    joint(2, 3_000_000, { shareEach: 1_500_000, shareFirst: 1_500_000 });
    joint(3, 1_000_000, { shareEach: 333_333, shareFirst: 333_334 });
    const former = (merit: string, collected: number | undefined, expect: object) =>
      has(
        'reward-amount',
        { grade: { meritLevel: merit }, ...(collected !== undefined && { collectedAmount: collected }) },
        expect,
        '2020-06-30',
      );
    former('1', 500_000_000, { set: { calcAmount: 30_000_000 } });
    former('2', 30_000_000, { set: { calcAmount: 1_500_000 } });
    former('3', 0, { block: ['no-fine-refused'] });
    former('1', undefined, { set: { calcAmount: 50_000 } });
  });
});

/** Whether every value of the one is found in the other. */
const partOf = (part: unknown, whole: unknown): boolean => {
  if (typeof part !== 'object' || part === null) return part === whole;
  if (typeof whole !== 'object' || whole === null) return false;
  return Object.entries(part).every(([key, value]) => partOf(value, (whole as Record<string, unknown>)[key]));
};
