import { type Dialect, refuseChange, table } from './ddl.ts';

const tables = [
  // Everybody who changed a draft: none of them may approve it.
  table('draft_editor', { draft: 'id', account: 'id' }, { primary: ['draft', 'account'] }),
  table(
    'draft_approval',
    { id: 'id', draft: 'id', content: 'hash', approver: 'id', note: 'long', at: 'time' },
    { primary: ['id'], index: [['draft']] },
  ),
  table(
    'draft_plan',
    {
      draft: 'id',
      content: 'hash',
      publish_at: 'time',
      note: 'long',
      planned_by: 'id',
      planned_at: 'time',
      state: 'name',
      reason: 'json?',
    },
    { primary: ['draft'] },
  ),
];

/** A release that widens access needs a second person, and a draft may be published at a moment to come. */
export const releaseApproval = (d: Dialect): string[] => [
  ...tables.flatMap((statements) => statements(d)),
  refuseChange(d, 'draft_approval', 'update', 'an approval never changes'),
  refuseChange(d, 'draft_approval', 'delete', 'an approval is never deleted'),
];
