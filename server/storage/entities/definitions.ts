import { entity } from './define.ts';

export const definitions = [
  entity('blob', { hash: 'string!', content: 'text' }),
  entity('release', {
    id: 'string!',
    number: 'integer',
    parent: 'string?',
    manifest: 'string',
    author: 'string',
    approver: 'string?',
    note: 'text',
    published_at: 'string',
  }),
  entity('pointer', { name: 'string!', value: 'string' }),
  entity('draft', {
    id: 'string!',
    base: 'string',
    title: 'string',
    author: 'string',
    state: 'string',
    version: 'integer',
    created_at: 'string',
    modified_at: 'string',
  }),
  entity('draft_item', { draft: 'string!', path: 'string!', hash: 'string?' }),
  entity('closure', { hash: 'string!', module: 'string', manifest: 'string' }),
  entity('module_column', { table_name: 'string!', column_name: 'string!', ddl: 'string' }),
];
