import { type Dialect, table } from './ddl.ts';

const tables = [
  // Papers bound as one PDF: a volume of the file of a record, or papers somebody chose. `plan` says what lies in it and
  // how far it is made; `content` is the hash of what it was made of, `rights` of what the person was shown.
  table(
    'print_run',
    {
      id: 'id',
      kind: 'name',
      title: 'text',
      record_id: 'id?',
      module: 'name?',
      dossier: 'name?',
      volume: 'name?',
      options: 'json',
      plan: 'json?',
      content: 'hash?',
      rights: 'hash?',
      state: 'name',
      cancel: 'flag',
      done: 'integer',
      total: 'integer',
      pdf: 'hash?',
      size: 'integer?',
      pages: 'integer?',
      pieces: 'integer?',
      error: 'json?',
      organization: 'id',
      created_by: 'id',
      created_at: 'time',
      started_at: 'time?',
      ended_at: 'time?',
    },
    {
      primary: ['id'],
      index: [
        ['record_id', 'dossier', 'volume'],
        ['created_by', 'created_at'],
        ['state', 'created_at'],
      ],
    },
  ),
];

export const printRuns = (dialect: Dialect): string[] => [
  ...tables.flatMap((statements) => statements(dialect)),
  'create index if not exists `i_document_module_issued_at` on `document` (`module`, `issued_at`)',
];
