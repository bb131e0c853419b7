import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import { daysBetween } from '#engine/time.ts';
import { type Client, signIn } from '#test/support/client.ts';
import { onEachDatabase } from '#test/support/each-database.ts';
import { startSystem, type TestSystem } from '#test/support/system.ts';

interface Totals {
  readonly values: Readonly<Record<string, number | null>>;
  readonly previous?: Readonly<Record<string, number | null>>;
}

interface Report {
  readonly key: string;
  readonly record: string;
  readonly previous: { readonly from: string; readonly to: string } | null;
  readonly totals: Totals;
  readonly rows: readonly {
    readonly group: string | null;
    readonly title: { readonly zh: string };
    readonly values: Readonly<Record<string, number>>;
    readonly previous?: Readonly<Record<string, number>>;
  }[];
}

describe('reports and the lists they open', () => {
  let system: TestSystem;
  let officer: Client;
  before(async () => {
    system = await startSystem({ now: '2026-06-30T01:00:00.000Z' });
    officer = await signIn(system.url, 'yuzhenhua');
  });
  after(() => system.close());

  const run = (range = '') => officer.get<Report>(`/reports/cases-by-source${range}`);
  const total = async (query: string): Promise<number> => {
    const { headers, status } = await officer.request('GET', `/records/case?limit=1&${query}`);
    assert.equal(status, 200);
    return Number(/\/(\d+)$/.exec(headers.get('content-range') ?? '')?.[1]);
  };

  it('lists as many records for a group as the report counts', async () => {
    const { rows } = await run('?from=2025-01-01&to=2026-06-30');
    assert.ok(rows.length > 1);
    for (const { group, values } of rows)
      assert.equal(
        await total(`report=cases-by-source&reportGroup=${group ?? ''}&reportFrom=2025-01-01&reportTo=2026-06-30`),
        values.count,
        String(group),
      );
  });

  it('puts the same days of the year before beside a closed range, and nothing beside an open one', async () => {
    const [now, open] = [await run('?from=2026-01-01&to=2026-06-30'), await run('?from=2026-01-01')];
    assert.deepEqual(now.previous, { from: '2025-01-01', to: '2025-06-30' });
    assert.equal(open.previous, null);
    const { rows: earlier } = await run('?from=2025-01-01&to=2025-06-30');
    const before = (group: string | null) => earlier.find((row) => row.group === group)?.values.count ?? 0;
    for (const row of now.rows) assert.equal(row.previous?.count, before(row.group), String(row.group));
  });

  it('refuses a list of a report over another module', async () => {
    const { status } = await officer.request('GET', '/records/case?report=blacklist-by-region');
    assert.equal(status, 422);
  });
});

interface Listed {
  readonly key: string;
  readonly groups: readonly { readonly key: string }[];
  readonly measures: readonly { readonly key: string; readonly function: string }[];
}

interface Stored {
  readonly data: { readonly filedAt?: string; readonly decidedAt?: string };
}

onEachDatabase('figures of a report with dates of their own', ({ where }) => {
  let system: TestSystem;
  let officer: Client;
  before(async () => {
    system = await startSystem({ now: '2026-06-30T01:00:00.000Z', ...where() });
    officer = await signIn(system.url, 'yuzhenhua');
  });
  after(() => system.close());

  const range = 'from=2025-07-01&to=2026-06-30';
  const total = async (query: string): Promise<number> => {
    const { headers } = await officer.request('GET', `/records/case?limit=1&report=case-work&${query}`);
    return Number(/\/(\d+)$/.exec(headers.get('content-range') ?? '')?.[1]);
  };

  it('lists for each figure, by each grouping, as many records as it counts', async () => {
    const reports = await officer.get<Listed[]>('/reports');
    const { groups, measures } = reports.find(({ key }) => key === 'case-work') ?? assert.fail();
    const counts = measures.filter((measure) => measure.function === 'count');
    for (const by of groups.map(({ key }) => key)) {
      const { rows } = await officer.get<Report>(`/reports/case-work?${range}&by=${by}`);
      for (const { group, values } of rows.slice(0, 4))
        for (const { key } of counts)
          assert.equal(
            await total(
              `reportBy=${by}&reportGroup=${group ?? ''}&reportMeasure=${key}&reportFrom=2025-07-01&reportTo=2026-06-30`,
            ),
            values[key],
            `${by} ${group} ${key}`,
          );
    }
  });

  it('counts a record in the period its own date lies in, and adds up the same however it is grouped', async () => {
    const totals = async (by: string) => (await officer.get<Report>(`/reports/case-work?${range}${by}`)).totals.values;
    const whole = await totals('');
    assert.ok(Number(whole.filedCount) > 0 && whole.filedCount !== whole.closedCount);
    for (const by of ['city', 'region', 'source', 'product']) assert.deepEqual(await totals(`&by=${by}`), whole, by);
  });

  it('gives mean days and rates as a loop over the records does', async () => {
    const { totals } = await officer.get<Report>(`/reports/case-work?${range}`);
    const decided = await officer.get<Stored[]>(
      '/records/case?limit=200&decidedAt__gte=2025-07-01&decidedAt__lte=2026-06-30',
    );
    const days = decided.flatMap(({ data: { filedAt, decidedAt } }) =>
      filedAt === undefined || decidedAt === undefined ? [] : [daysBetween(filedAt, decidedAt)],
    );
    assert.ok(days.length > 20 && decided.length < 200);
    assert.equal(totals.values.avgDays, Math.round((days.reduce((a, b) => a + b, 0) / days.length) * 10) / 10);
    const { closedCount, dueCount, closingRate } = totals.values;
    assert.equal(closingRate, Math.round((Number(closedCount) / Number(dueCount)) * 10_000) / 10_000);
  });

  it('takes conditions as lists do and compares with the period before', async () => {
    const { totals } = await officer.get<Report>(`/reports/case-work?${range}&caseSource=market-check`);
    assert.equal(
      totals.values.filedCount,
      await total('reportMeasure=filedCount&reportFrom=2025-07-01&reportTo=2026-06-30&caseSource=market-check'),
    );
    const report = await officer.get<Report>('/reports/case-work?from=2026-04-01&to=2026-06-30&compare=period');
    assert.deepEqual(report.previous, { from: '2026-01-01', to: '2026-03-31' });
    const before = await officer.get<Report>('/reports/case-work?from=2026-01-01&to=2026-03-31');
    assert.deepEqual(report.totals.previous, before.totals.values);
  });

  it('is exported with the groups, both periods and the sum', async () => {
    const sheet = unzipSync(await officer.get<Buffer>('/reports/case-work/export.xlsx?from=2026-01-01&to=2026-06-30'));
    const words = strFromU8(sheet['xl/sharedStrings.xml'] ?? new Uint8Array());
    for (const word of ['机构', '立案数 上年同期', '合计']) assert.match(words, new RegExp(word));
  });

  it('refuses an unknown grouping, figure or condition by name', async () => {
    for (const [path, place] of [
      ['/reports/case-work?by=colour', '/by'],
      ['/reports/case-work?colour=red', '/colour'],
      ['/records/case?report=case-work&reportMeasure=colour', '/reportMeasure'],
      ['/records/case?report=case-work&reportBy=colour', '/by'],
    ] as const) {
      const { status, body } = await officer.request<{ issues: { path: string }[] }>('GET', path);
      assert.deepEqual([status, body.issues[0]?.path], [422, place], path);
    }
  });
});
