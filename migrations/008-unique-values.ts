import { type Dialect, table } from './ddl.ts';

const tables = [
  table(
    'unique_value',
    { module: 'name', rule: 'name', hash: 'hash', record_id: 'id' },
    { primary: ['module', 'rule', 'hash'], index: [['record_id']] },
  ),
];

/** What no two records of a module may have in common, so that of two writers the second is refused. */
export const uniqueValues = (d: Dialect): string[] => tables.flatMap((statements) => statements(d));
