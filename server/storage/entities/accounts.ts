import { entity } from './define.ts';

export const accountEntities = [
  entity('one_time_password', { account: 'string!', until: 'string', given_by: 'string', given_at: 'string' }),
  entity('role_request', {
    id: 'string!',
    account: 'string',
    role: 'string',
    state: 'string',
    asked_by: 'string',
    asked_at: 'string',
    decided_by: 'string?',
    decided_at: 'string?',
  }),
];
