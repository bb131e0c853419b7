import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { addMonths } from '#engine/time.ts';
import { type Client, signIn } from '../support/client.ts';
import { onEachDatabase } from '../support/each-database.ts';
import { startSystem, type TestSystem } from '../support/system.ts';

interface Listed {
  readonly key: string;
  readonly record: string;
  readonly groups: readonly { readonly key: string }[];
}

interface Report {
  readonly record: string;
  readonly measures: readonly { readonly key: string; readonly function: string }[];
  readonly rows: readonly { readonly group: string | null; readonly values: Readonly<Record<string, number | null>> }[];
  readonly totals: { readonly values: Readonly<Record<string, number | null>> };
}

interface Case {
  readonly organization: string;
  readonly data: {
    readonly filedAt?: string;
    readonly closedAt?: string;
    readonly decidedAt?: string;
    readonly statusGroup?: string;
    readonly suspectCode?: string;
    readonly penaltyEffective?: string;
    readonly fineAmount?: number;
    readonly confiscatedIncome?: number;
  };
}

const [from, to] = ['2026-01-01', '2026-06-30'];

onEachDatabase('the figures of case handling', ({ where, share }) => {
  let system: TestSystem;
  before(async () => {
    system = await startSystem({ now: '2026-06-30T02:00:00.000Z', ...where() });
  });
  after(() => system?.close());

  const people = 'wuzhicheng xujianping pengwenbo chenglixin luwenbo cuihaiyan xusiqi yejianping'.split(' ');

  const counted = async (who: Client, record: string, query: Record<string, string>): Promise<number> => {
    const { headers, status } = await who.request('GET', `/records/${record}?${new URLSearchParams(query)}&limit=0`);
    assert.equal(status, 200, JSON.stringify(query));
    return Number(/\/(\d+)$/.exec(headers.get('content-range') ?? '')?.[1]);
  };

  test('every reader finds behind each figure as many records as it counts', async () => {
    let figures = 0;
    for (const [place, name] of share(people, 2).entries()) {
      const who = await signIn(system.url, name);
      for (const [at, { key, groups }] of (await who.get<Listed[]>('/reports')).entries()) {
        const by = groups[(place + at) % Math.max(groups.length, 1)]?.key ?? '';
        const report = await who.get<Report>(`/reports/${key}?from=${from}&to=${to}${by && `&by=${by}`}`);
        const asked = { report: key, reportFrom: from, reportTo: to, ...(by && { reportBy: by }) };
        for (const measure of report.measures.filter((one) => one.function === 'count')) {
          const said = `${name} ${key} ${by} ${measure.key}`;
          const all = { ...asked, reportMeasure: measure.key };
          assert.equal(await counted(who, report.record, all), report.totals.values[measure.key], said);
          const [row] = report.rows.slice(place % 3);
          if (row !== undefined)
            assert.equal(
              await counted(who, report.record, { ...all, reportGroup: row.group ?? '' }),
              row.values[measure.key],
              `${said} ${row.group}`,
            );
          figures += 1;
        }
      }
    }
    assert.ok(figures >= 30, String(figures));
  });

  test('what was carried over, comes again, is paid and rolled up agrees with a count by hand', async () => {
    const leader = await signIn(system.url, 'yejianping');
    const cases: Case[] = [];
    for (let skip = 0; ; skip += 200) {
      const page = await leader.get<Case[]>(`/records/case?limit=200&skip=${skip}&sort=created`);
      cases.push(...page);
      if (page.length < 200) break;
    }
    const isFiled = ({ data }: Case) => data.statusGroup !== 'notFiled' && data.statusGroup !== 'registered';
    const work = await leader.get<Report>(`/reports/case-work?from=${from}&to=${to}&by=provinceOrgan`);
    const carried = cases.filter(
      (one) =>
        isFiled(one) &&
        one.data.filedAt !== undefined &&
        one.data.filedAt < from &&
        (one.data.closedAt === undefined || one.data.closedAt >= from),
    );
    assert.ok(carried.length > 0);
    assert.equal(work.totals.values.carriedCount, carried.length);
    const { filedCount = 0, dueCount, closedCount = 0, closingRate } = work.totals.values;
    assert.equal(dueCount, (filedCount ?? 0) + carried.length);
    assert.equal(closingRate, Math.round(((closedCount ?? 0) / (dueCount ?? 1)) * 10_000) / 10_000);
    assert.deepEqual(
      work.rows.map(({ group }) => group),
      ['96000000'],
    );
    const effective = ({ data }: Case) => ['effective', 'changed'].includes(data.penaltyEffective ?? '');
    const within = (first: string) =>
      cases.filter((one) => effective(one) && (one.data.decidedAt ?? '') >= first && (one.data.decidedAt ?? '9') <= to);
    const codes = (some: readonly Case[]) => some.flatMap(({ data }) => data.suspectCode || []);
    const earlier = codes(within(addMonths(from, -24)));
    const again = new Set(codes(within(from)).filter((code) => earlier.filter((one) => one === code).length > 1));
    const penalties = await leader.get<Report>(`/reports/penalties?from=${from}&to=${to}&by=provinceOrgan`);
    assert.equal(penalties.totals.values.repeatOffender, again.size);
    const sum = (field: 'fineAmount' | 'confiscatedIncome') =>
      within(from).reduce((all, { data }) => all + (data[field] ?? 0), 0);
    assert.equal(penalties.totals.values.totalSum, sum('fineAmount') + sum('confiscatedIncome'));
    const quarters = await leader.get<Report>(`/reports/case-work?from=${from}&to=${to}&by=quarter`);
    assert.ok(quarters.rows.every(({ group }) => group === null || /^\d{4}-Q[1-4]$/.test(group)));
    const second = cases.filter(
      (one) => isFiled(one) && (one.data.filedAt ?? '') >= '2026-04-01' && (one.data.filedAt ?? '9') <= to,
    );
    assert.equal(quarters.rows.find(({ group }) => group === '2026-Q2')?.values.filedCount, second.length);
  });
});
