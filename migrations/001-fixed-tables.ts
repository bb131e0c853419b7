import { type Dialect, table } from './ddl.ts';

const people = [
  table(
    'organization',
    { id: 'id', name: 'text', level: 'name', region: 'name', parent: 'id?', active: 'flag', profile: 'json' },
    { primary: ['id'], index: [['parent']] },
  ),
  table(
    'organization_closure',
    { ancestor: 'id', descendant: 'id', depth: 'integer' },
    { primary: ['ancestor', 'descendant'], index: [['descendant']] },
  ),
  table(
    'account',
    {
      id: 'id',
      username: 'name',
      name: 'text',
      password: 'text?',
      organization: 'id',
      active: 'flag',
      demo: 'flag',
      profile: 'json',
      created_at: 'time',
    },
    { primary: ['id'], unique: [['username']], index: [['organization']] },
  ),
  table(
    'account_post',
    { account: 'id', organization: 'id', post: 'name', from_date: 'date?', to_date: 'date?' },
    { primary: ['account', 'organization', 'post'], index: [['organization', 'post']] },
  ),
  table(
    'account_role',
    { account: 'id', role: 'name', granted_by: 'id?', granted_at: 'time' },
    { primary: ['account', 'role'] },
  ),
  table(
    'delegation',
    { id: 'id', from_account: 'id', to_account: 'id', post: 'name?', from_date: 'date', to_date: 'date' },
    { primary: ['id'], index: [['to_account'], ['from_account']] },
  ),
  table(
    'session',
    { id: 'hash', account: 'id', kind: 'name', created_at: 'time', expires_at: 'time', seen_at: 'time' },
    { primary: ['id'], index: [['account'], ['expires_at']] },
  ),
];

const definitions = [
  table('blob', { hash: 'hash', content: 'long' }, { primary: ['hash'] }),
  table(
    'release',
    {
      id: 'id',
      number: 'integer',
      parent: 'id?',
      manifest: 'hash',
      author: 'id',
      approver: 'id?',
      note: 'long',
      published_at: 'time',
    },
    { primary: ['id'], unique: [['number']] },
  ),
  table('pointer', { name: 'name', value: 'text' }, { primary: ['name'] }),
  table(
    'draft',
    {
      id: 'id',
      base: 'id',
      title: 'text',
      author: 'id',
      state: 'name',
      version: 'integer',
      created_at: 'time',
      modified_at: 'time',
    },
    { primary: ['id'], index: [['state']] },
  ),
  table('draft_item', { draft: 'id', path: 'name', hash: 'hash?' }, { primary: ['draft', 'path'] }),
  table('closure', { hash: 'hash', module: 'name', manifest: 'hash' }, { primary: ['hash'], index: [['module']] }),
];

const catalogue = [
  // With which DDL a generated column of a module table was made.
  table(
    'module_column',
    { table_name: 'name', column_name: 'name', ddl: 'hash' },
    { primary: ['table_name', 'column_name'] },
  ),
];

const records = [
  table(
    'record',
    {
      id: 'id',
      module: 'name',
      organization: 'id',
      root_id: 'id',
      parent_id: 'id?',
      title: 'text',
      state: 'name',
      state_class: 'name',
      regime: 'name',
      closure: 'hash',
      owner: 'id',
      due_at: 'time?',
      version: 'integer',
      family_version: 'integer',
      platform: 'name',
      origin: 'name',
      created_at: 'time',
      created_by: 'id',
      modified_at: 'time',
      modified_by: 'id',
    },
    {
      primary: ['id'],
      index: [['root_id'], ['parent_id'], ['module', 'organization', 'state'], ['owner', 'modified_at']],
    },
  ),
  table(
    'entry',
    {
      id: 'id',
      record_id: 'id',
      form: 'name',
      round: 'integer',
      subject: 'name',
      data: 'json',
      state: 'name',
      by_account: 'id',
      at: 'time',
      frozen_at: 'time?',
      closure: 'hash',
    },
    { primary: ['id'], index: [['record_id', 'form', 'round', 'subject']] },
  ),
  table(
    'access',
    { root_id: 'id', subject: 'id', reason: 'name', from_at: 'time', to_at: 'time?' },
    { primary: ['root_id', 'subject', 'reason', 'from_at'], index: [['subject', 'to_at', 'root_id']] },
  ),
  table(
    'stash',
    { account: 'id', record_id: 'id', form: 'name', data: 'json', at: 'time' },
    { primary: ['account', 'record_id', 'form'] },
  ),
  table(
    'decision',
    {
      id: 'id',
      record_id: 'id',
      ruleset: 'name',
      release: 'id',
      action: 'name?',
      law_date: 'date',
      inputs: 'json',
      trace: 'json',
      outcome: 'json',
      semantics: 'integer',
      hash: 'hash',
      at: 'time',
    },
    { primary: ['id'], index: [['record_id']] },
  ),
];

const flow = [
  table(
    'approval',
    {
      id: 'id',
      record_id: 'id',
      action: 'name',
      round: 'integer',
      state: 'name',
      result: 'name?',
      started_by: 'id',
      started_at: 'time',
      ended_at: 'time?',
    },
    { primary: ['id'], index: [['record_id']] },
  ),
  table(
    'approval_step',
    {
      id: 'id',
      approval_id: 'id',
      seq: 'integer',
      step: 'name',
      state: 'name',
      account: 'id?',
      on_behalf_of: 'id?',
      result: 'name?',
      opinion: 'long?',
      at: 'time?',
    },
    { primary: ['id'], unique: [['approval_id', 'seq']] },
  ),
  table(
    'four_eyes',
    { root_id: 'id', group_key: 'name', account: 'id', action: 'name', at: 'time' },
    { primary: ['root_id', 'group_key', 'account'] },
  ),
  table(
    'task',
    {
      id: 'id',
      record_id: 'id',
      root_id: 'id',
      module: 'name',
      title: 'json',
      state: 'name',
      account: 'id?',
      post: 'name?',
      organization: 'id?',
      action: 'name?',
      deadline: 'name?',
      due_at: 'time?',
      claimed_by: 'id?',
      created_at: 'time',
      done_at: 'time?',
      done_by: 'id?',
    },
    {
      primary: ['id'],
      index: [
        ['record_id'],
        ['account', 'state', 'due_at'],
        ['organization', 'post', 'state', 'due_at'],
        ['done_by', 'done_at'],
      ],
    },
  ),
  table(
    'clock',
    {
      id: 'id',
      record_id: 'id',
      root_id: 'id',
      deadline: 'name',
      round: 'integer',
      start_at: 'time',
      due_at: 'time?',
      provisional: 'flag',
      state: 'name',
      length: 'integer',
      unit: 'name',
      extensions: 'json',
      computation: 'json',
      calendar: 'name',
      created_at: 'time',
      ended_at: 'time?',
    },
    { primary: ['id'], index: [['record_id'], ['root_id'], ['state', 'due_at']] },
  ),
  table(
    'clock_pause',
    { id: 'id', clock_id: 'id', from_date: 'date', to_date: 'date?', reason: 'text' },
    { primary: ['id'], index: [['clock_id']] },
  ),
];

export const fixedTables = (d: Dialect): string[] =>
  [...people, ...definitions, ...catalogue, ...records, ...flow].flatMap((statements) => statements(d));
