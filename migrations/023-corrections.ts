import { type Dialect, table } from './ddl.ts';

/** Changes of locked data, and the papers issued before them that no longer agree. */
const tables = [
  table(
    'correction',
    {
      id: 'id',
      record_id: 'id',
      root_id: 'id',
      action: 'name',
      form: 'name',
      entry_id: 'id',
      correcting_id: 'id?',
      changes: 'json',
      reason: 'long',
      state: 'name',
      approval_id: 'id?',
      proposed_by: 'id',
      proposed_at: 'time',
      ended_at: 'time?',
      ended_by: 'id?',
    },
    { primary: ['id'], index: [['record_id'], ['approval_id']] },
  ),
  table(
    'correction_paper',
    {
      id: 'id',
      correction_id: 'id',
      record_id: 'id',
      document_id: 'id',
      fields: 'json',
      decision: 'name?',
      reason: 'long?',
      replacement: 'id?',
      decided_by: 'id?',
      decided_at: 'time?',
    },
    { primary: ['id'], index: [['correction_id'], ['record_id'], ['document_id'], ['replacement']] },
  ),
];

export const corrections = (d: Dialect): string[] => tables.flatMap((statements) => statements(d));
