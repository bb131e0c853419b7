import { type Dialect, differs, refuseChange, table } from './ddl.ts';

const tables = [
  // One evaluation of a rule set over all its subjects.
  table(
    'rule_run',
    {
      id: 'id',
      ruleset: 'name',
      release: 'id',
      definition: 'hash',
      as_of: 'date',
      profile: 'name?',
      cause: 'name',
      state: 'name',
      inputs: 'hash?',
      subjects: 'integer',
      hits: 'integer',
      created: 'integer',
      changed: 'integer',
      lapsed: 'integer',
      started_by: 'id',
      started_at: 'time',
      finished_at: 'time?',
      error: 'long?',
    },
    { primary: ['id'], index: [['ruleset', 'started_at'], ['state']] },
  ),
  // What it was decided from: gzip as base64, in parts.
  table('rule_run_input', { run_id: 'id', part: 'integer', content: 'long' }, { primary: ['run_id', 'part'] }),
  // Where each subject that was ever hit stands, by rule.
  table(
    'rule_subject',
    {
      ruleset: 'name',
      rule: 'name',
      each_id: 'id',
      subject_key: 'name',
      subject: 'json',
      state: 'name',
      record_id: 'id?',
      level: 'name?',
      facts: 'hash',
      decision_id: 'id?',
      run_id: 'id?',
      left_on: 'date?',
      at: 'time',
    },
    {
      primary: ['ruleset', 'rule', 'each_id', 'subject_key'],
      index: [['record_id'], ['ruleset', 'each_id', 'subject_key']],
    },
  ),
  // Off switches: an operator's, or after failures.
  table(
    'rule_switch',
    { ruleset: 'name', state: 'name', failures: 'integer', reason: 'long?', by_account: 'id', at: 'time' },
    { primary: ['ruleset'] },
  ),
];

const frozenRun = ['ruleset', 'release', 'definition', 'as_of', 'profile', 'inputs', 'subjects', 'hits', 'started_at'];

const ofFinished = 'exists (select 1 from `rule_run` r where r.`id` = old.`run_id` and r.`finished_at` is not null)';

export const ruleRuns = (d: Dialect): string[] => [
  ...tables.flatMap((statements) => statements(d)),
  refuseChange(
    d,
    'rule_run',
    'update',
    'a finished run never changes',
    `old.\`finished_at\` is not null and (${frozenRun.map((column) => differs(d, column)).join(' or ')})`,
  ),
  refuseChange(d, 'rule_run', 'delete', 'a run is never deleted'),
  refuseChange(d, 'rule_run_input', 'update', 'inputs of a run never change'),
  refuseChange(d, 'rule_run_input', 'delete', 'inputs of a finished run are never deleted', ofFinished),
];
