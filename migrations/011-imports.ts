import { type Dialect, table } from './ddl.ts';

const tables = [
  // A file handed in for one import: checked first, then run. `claim` is its key and hash once it was started, so that
  // the same file never goes in twice.
  table(
    'import_run',
    {
      id: 'id',
      import: 'name',
      file: 'hash',
      name: 'text',
      format: 'name',
      release: 'id',
      mode: 'name?',
      state: 'name',
      claim: 'name?',
      line: 'integer',
      row_count: 'integer',
      good: 'integer',
      bad: 'integer',
      written: 'integer',
      skipped: 'integer',
      cancel: 'flag',
      error: 'json?',
      created_by: 'id',
      created_at: 'time',
      started_at: 'time?',
      finished_at: 'time?',
    },
    {
      primary: ['id'],
      unique: [['claim']],
      index: [
        ['created_by', 'created_at'],
        ['import', 'file'],
      ],
    },
  ),
  // What is wrong with which row.
  table(
    'import_issue',
    { run_id: 'id', line: 'integer', n: 'integer', column_name: 'text', value: 'text', code: 'name', params: 'json' },
    { primary: ['run_id', 'line', 'n'] },
  ),
];

export const imports = (dialect: Dialect): string[] => tables.flatMap((statements) => statements(dialect));
