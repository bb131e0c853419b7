import { entity } from './define.ts';

export const correctionEntities = [
  entity('correction', {
    id: 'string!',
    record_id: 'string',
    root_id: 'string',
    action: 'string',
    form: 'string',
    entry_id: 'string',
    correcting_id: 'string?',
    changes: 'text',
    reason: 'text',
    state: 'string',
    approval_id: 'string?',
    proposed_by: 'string',
    proposed_at: 'string',
    ended_at: 'string?',
    ended_by: 'string?',
  }),
  entity('correction_paper', {
    id: 'string!',
    correction_id: 'string',
    record_id: 'string',
    document_id: 'string',
    fields: 'text',
    decision: 'string?',
    reason: 'text?',
    replacement: 'string?',
    decided_by: 'string?',
    decided_at: 'string?',
  }),
];
