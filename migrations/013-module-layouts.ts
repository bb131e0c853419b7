import { type Dialect, table } from './ddl.ts';

/** Which columns (names, one a line) each layout has that rows of a module's table name. */
const tables = [
  table(
    'module_layout',
    { table_name: 'name', layout: 'hash', columns: 'long' },
    { primary: ['table_name', 'layout'] },
  ),
];

export const moduleLayouts = (d: Dialect): string[] => tables.flatMap((statements) => statements(d));
