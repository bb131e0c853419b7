import { level, post, title, week } from '../definition-words.ts';

const librarian = {
  module: '*',
  operations: ['read', 'create', 'update', 'delete', 'act', 'documents', 'files'],
  scope: 'subtree',
};

/** What all modules share. */
export const platform = [
  level('central', 1),
  level('branch', 2),
  post('desk'),
  post('head'),
  post('curator'),
  { kind: 'regime', key: 'old', module: 'platform', title: title('Old'), from: '2000-01-01', to: '2025-12-31' },
  { kind: 'regime', key: 'new', module: 'platform', title: title('New'), from: '2026-01-01', default: true },
  { kind: 'role', key: 'librarian', module: 'platform', title: title('Librarian'), grants: [librarian] },
  {
    kind: 'role',
    key: 'keeper',
    module: 'platform',
    title: title('Keeper'),
    grants: [{ ...librarian, sensitive: true }],
  },
  {
    kind: 'role',
    key: 'guest',
    module: 'platform',
    title: title('Guest'),
    grants: [{ module: '*', operations: ['read'], scope: 'subtree' }],
  },
  week,
];
