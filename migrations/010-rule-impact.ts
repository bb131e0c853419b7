import { type Dialect, table } from './ddl.ts';

/** What a draft would change for the subjects of a rule set, and what it did; the lists lie among the inputs of runs. */
const impact = table(
  'rule_impact',
  {
    id: 'id',
    draft: 'id',
    content: 'hash',
    base: 'id',
    ruleset: 'name',
    as_of: 'date',
    at: 'time',
    by_account: 'id',
    summary: 'json',
    inputs: 'hash',
    release: 'id?',
    run_id: 'id?',
    compared: 'json?',
  },
  { primary: ['id'], index: [['draft', 'at'], ['run_id']] },
);

export const ruleImpact = (d: Dialect): string[] => impact(d);
