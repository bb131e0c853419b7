import type { Selectable, Updateable } from 'kysely';
import { all, type Db, insertRow } from './db.ts';
import { deleteRows, replaceRow, rowOf, updateRows } from './rows.ts';
import type { RuleRunTable, RuleSwitchTable } from './rule-tables.ts';

export type RuleRunRow = Selectable<RuleRunTable>;
export type RuleSwitchRow = Selectable<RuleSwitchTable>;

export const insertRuleRun = (db: Db, row: RuleRunRow): Promise<void> => insertRow(db, 'rule_run', row);

export const findRuleRun = (db: Db, id: string): Promise<RuleRunRow | undefined> => rowOf(db, 'rule_run', { id });

export const updateRuleRun = (db: Db, id: string, set: Updateable<RuleRunTable>): Promise<number> =>
  updateRows(db, 'rule_run', { id }, set);

/** The runs of a rule set, newest first. */
export const listRuleRuns = (db: Db, ruleSet: string, limit = 50): Promise<RuleRunRow[]> =>
  all<RuleRunRow>(
    db,
    `select * from rule_run where ruleset = ? order by started_at desc, id desc limit ${Math.trunc(limit)}`,
    [ruleSet],
  );

export const findRuleSwitch = (db: Db, ruleset: string): Promise<RuleSwitchRow | undefined> =>
  rowOf(db, 'rule_switch', { ruleset });

export const putRuleSwitch = (db: Db, row: RuleSwitchRow): Promise<number> => replaceRow(db, 'rule_switch', row);

/** Inputs of a run that was interrupted; the database refuses it for one that is finished. */
export const deleteInputs = (db: Db, run: string): Promise<number> => deleteRows(db, 'rule_run_input', { run_id: run });

/** Keys of the rule sets that are switched off. */
export const switchedOff = async (db: Db): Promise<ReadonlySet<string>> =>
  new Set(
    (await all<{ ruleset: string }>(db, "select ruleset from rule_switch where state = 'off'")).map(
      ({ ruleset }) => ruleset,
    ),
  );
