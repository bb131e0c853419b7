import { entity } from './define.ts';

export const signingEntities = [
  entity('paper_scan', {
    id: 'string!',
    document_id: 'string',
    record_id: 'string',
    file_link: 'string',
    by_account: 'string',
    at: 'string',
  }),
  entity('seal_use', {
    id: 'string!',
    organization: 'string',
    document_id: 'string',
    record_id: 'string',
    root_id: 'string',
    module: 'string',
    document: 'string',
    title: 'string',
    number: 'string?',
    person: 'string',
    at: 'string',
    edges: 'integer?',
    print_run: 'string?',
    voided_at: 'string?',
    voided_by: 'string?',
    void_reason: 'string?',
  }),
];
