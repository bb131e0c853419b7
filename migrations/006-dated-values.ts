import { type Dialect, table } from './ddl.ts';

const tables = [
  table(
    'dated_value',
    { record_id: 'id', module: 'name', field: 'name', from_date: 'date', version: 'integer', value: 'json' },
    { primary: ['record_id', 'field', 'version'], index: [['module', 'field', 'from_date']] },
  ),
];

/** What fields that flip held from which day on, so that a count can be asked as of a day gone by. */
export const datedValues = (d: Dialect): string[] => tables.flatMap((statements) => statements(d));
