import { type Dialect, table } from './ddl.ts';

const tables = [
  // Papers that were signed by hand: the picture of the paper, a file of the record.
  table(
    'paper_scan',
    { id: 'id', document_id: 'id', record_id: 'id', file_link: 'id', by_account: 'id', at: 'time' },
    { primary: ['id'], unique: [['file_link']], index: [['document_id'], ['record_id']] },
  ),
  // The register of seals: every use of one, written with the number of the paper it stands on.
  table(
    'seal_use',
    {
      id: 'id',
      organization: 'id',
      document_id: 'id',
      record_id: 'id',
      root_id: 'id',
      module: 'name',
      document: 'name',
      title: 'text',
      number: 'text?',
      person: 'id',
      at: 'time',
      voided_at: 'time?',
      voided_by: 'id?',
      void_reason: 'text?',
    },
    { primary: ['id'], unique: [['document_id']], index: [['organization', 'at'], ['record_id']] },
  ),
];

export const paperSigning = (dialect: Dialect): string[] => tables.flatMap((statements) => statements(dialect));
