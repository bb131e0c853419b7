import fc from 'fast-check';
import { kindTree, type SaleRow, tagTree } from './world.ts';

export const days = [
  ...['2023-02-28', '2024-02-28', '2024-02-29', '2024-03-01', '2024-12-31', '2025-01-01', '2025-03-31', '2025-04-01'],
  ...['2025-04-27', '2025-05-31', '2025-06-01', '2025-06-29', '2025-06-30', '2025-07-01', '2025-12-31', '2026-06-30'],
];
export const randomDay = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(...days) },
  fc
    .tuple(fc.integer({ min: 2024, max: 2026 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
    .map(([year, month, day]) => `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`),
);
const instant = fc
  .tuple(randomDay, fc.constantFrom('00:00:00.000', '15:59:59.999', '16:00:00.000', '23:59:59.999', '08:30:00.125'))
  .map(([day, time]) => `${day}T${time}Z`);

const buyers = ['A', 'a', 'A ', 'B', '\u4e2d\u56fd', '\u{20bb7}', '%', "'"];
const regions = ['990000', '990100', '990102', '990103', '991000', '980101', '990102001', '990102001002'];

/** Now and then nothing, or something of another type, which counts as nothing. */
const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 8, arbitrary }, fc.constantFrom<unknown>(undefined, null, '', { odd: true }));

const data = fc.record({
  soldOn: maybe(randomDay),
  paidAt: maybe(instant),
  sentOn: maybe(randomDay),
  backAt: maybe(instant),
  buyer: maybe(fc.constantFrom(...buyers)),
  taxNo: maybe(fc.constantFrom('91999900MA0000001X', '91999900MA00000021', '913')),
  kind: maybe(fc.constantFrom(...Object.keys(kindTree))),
  region: maybe(fc.constantFrom(...regions)),
  amount: maybe(fc.integer({ min: -500, max: 90_000_000 })),
  weight: maybe(fc.constantFrom('0.1', '0.2', '0.300', '999999999999.999999', '-1.5', '12')),
  pieces: maybe(fc.integer({ min: 0, max: 5 })),
  urgent: maybe(fc.boolean()),
  tags: maybe(fc.array(fc.constantFrom(...Object.keys(tagTree)), { maxLength: 4 })),
  lines: maybe(
    fc.array(fc.record({ tag: fc.constantFrom<unknown>('red', 'sky', '', null), count: fc.nat(3) }), { maxLength: 3 }),
  ),
});

export const randomSales = (count: number): fc.Arbitrary<readonly SaleRow[]> =>
  fc
    .array(
      fc.tuple(
        data,
        fc.constantFrom('open', 'shut'),
        fc.constantFrom('o', 'o1', 'o2', 'o11'),
        instant,
        fc.integer({ min: 1, max: 9 }),
      ),
      { minLength: count, maxLength: count },
    )
    .map((rows) =>
      rows.map(([one, state, organization, created, version], index) => ({
        id: `s${String(index).padStart(4, '0')}`,
        ...{ version, state, organization, created },
        data: JSON.parse(JSON.stringify(one)) as Record<string, unknown>,
      })),
    );
