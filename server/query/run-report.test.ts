import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Client, signIn } from '#test/support/client.ts';
import { startSystem, type TestSystem } from '#test/support/system.ts';

interface Report {
  readonly key: string;
  readonly record: string;
  readonly previous: { readonly from: string; readonly to: string } | null;
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
