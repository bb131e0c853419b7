import { byKind, refusedAggregate as refused } from '#test/support/sales/planted-aggregate.ts';
import type { AggregateGroup, AggregateWindow } from '../../../schema/types.gen.ts';

const windowed = (window: AggregateWindow) => ({ window });
const grouped = (...groupBy: AggregateGroup[]) => ({ groupBy });

refused('a window of a thousand years', windowed({ kind: 'rolling', unit: 'month', length: 12_000 }), {
  code: 'aggregate-window-length',
  path: '/window/length',
  right: '1 - 1200',
});
refused('no window at all', windowed({ kind: 'rolling', unit: 'day', length: 0 }), {
  code: 'aggregate-window-length',
  path: '/window/length',
});
refused('a rolling quarter', windowed({ kind: 'rolling', unit: 'quarter', length: 1 }), {
  code: 'aggregate-window-unit',
  path: '/window/unit',
});
refused('working days for days', windowed({ kind: 'rolling', unit: 'day', length: { parameter: 'term' } }), {
  code: 'aggregate-window-unit',
  path: '/window/length',
  right: 'day',
});
refused('a window without length', windowed({ kind: 'rolling', unit: 'day' }), {
  code: 'aggregate-window-needs',
  path: '/window',
});
refused('a range that ends before it begins', windowed({ kind: 'range', from: '2025-02-01', to: '2025-01-01' }), {
  code: 'aggregate-window-order',
  path: '/window/to',
});
refused('a day that does not exist', windowed({ kind: 'range', from: '2025-02-30', to: '2025-03-01' }), {
  code: 'aggregate-window-date',
  path: '/window/from',
});
refused(
  'since a number',
  { ...grouped(byKind), window: { kind: 'since', last: 'other', measure: 'n' } },
  { code: 'aggregate-since-measure', path: '/window/measure', right: 'last' },
);
refused('since groups by another key', windowed({ kind: 'since', last: 'other', measure: 'last' }), {
  code: 'aggregate-key-foreign',
  path: '/window/last',
});
refused(
  'since itself',
  { ...grouped(byKind), window: { kind: 'since', last: 'asked', measure: 'n' } },
  { code: 'aggregate-circle', path: '/window/last' },
);
