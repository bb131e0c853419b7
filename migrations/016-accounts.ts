import { type Dialect, table } from './ddl.ts';

const tables = [
  // A password somebody else has given: it opens no session until its owner has put his own in its place.
  table(
    'one_time_password',
    { account: 'id', until: 'time', given_by: 'id', given_at: 'time' },
    { primary: ['account'] },
  ),
  // Roles that a second person has to grant.
  table(
    'role_request',
    {
      id: 'id',
      account: 'id',
      role: 'name',
      state: 'name',
      asked_by: 'id',
      asked_at: 'time',
      decided_by: 'id?',
      decided_at: 'time?',
    },
    { primary: ['id'], index: [['account', 'state'], ['state']] },
  ),
];

export const accounts = (dialect: Dialect): string[] => tables.flatMap((statements) => statements(dialect));
