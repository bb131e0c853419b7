import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countedList, readReportQuery, writeReportQuery } from './report-query.ts';

const today = '2026-06-30';

test('what is asked of a report goes into the address and comes back', () => {
  const query = {
    range: { from: '2026-01-01', to: '2026-03-31' },
    by: 'city',
    compare: 'period',
    filters: new Map([['caseSource__under', 'patrol']]),
  } as const;
  assert.deepEqual(readReportQuery(new URLSearchParams(writeReportQuery(query)), today), query);
});

test('an address that says nothing means this year, the usual grouping and the year before', () => {
  const { range, by, compare, filters } = readReportQuery(new URLSearchParams(), today);
  assert.deepEqual([range, by, compare, filters.size], [{ from: '2026-01-01', to: today }, '', 'year', 0]);
});

test('a figure leads to the list of what it counts, an empty group by its emptiness', () => {
  const query = readReportQuery(new URLSearchParams('from=2026-01-01&to=&by=city&colour=red'), today);
  assert.equal(
    countedList({ report: 'work', record: 'loan', query }, { group: null, measure: 'n' }),
    '/m/loan?report=work&reportBy=city&reportGroup=&reportMeasure=n&reportFrom=2026-01-01&colour=red',
  );
});
