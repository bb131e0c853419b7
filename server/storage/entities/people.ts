import { entity } from './define.ts';

export const people = [
  entity('organization', {
    id: 'string!',
    name: 'string',
    level: 'string',
    region: 'string',
    parent: 'string?',
    active: 'integer',
    profile: 'text',
  }),
  entity('organization_closure', { ancestor: 'string!', descendant: 'string!', depth: 'integer' }),
  entity('account', {
    id: 'string!',
    username: 'string',
    name: 'string',
    password: 'string?',
    organization: 'string',
    active: 'integer',
    demo: 'integer',
    profile: 'text',
    created_at: 'string',
  }),
  entity('account_post', {
    account: 'string!',
    organization: 'string!',
    post: 'string!',
    from_date: 'string?',
    to_date: 'string?',
  }),
  entity('account_role', { account: 'string!', role: 'string!', granted_by: 'string?', granted_at: 'string' }),
  entity('delegation', {
    id: 'string!',
    from_account: 'string',
    to_account: 'string',
    post: 'string?',
    from_date: 'string',
    to_date: 'string',
  }),
  entity('session', {
    id: 'string!',
    account: 'string',
    kind: 'string',
    created_at: 'string',
    expires_at: 'string',
    seen_at: 'string',
  }),
];
