import type { Selectable, Updateable } from 'kysely';
import { all, type Db, insertRow } from './db.ts';
import { rowOf, updateRows } from './rows.ts';
import type { RuleImpactTable } from './rule-tables.ts';

export type RuleImpactRow = Selectable<RuleImpactTable>;

export const insertRuleImpact = (db: Db, row: RuleImpactRow): Promise<void> => insertRow(db, 'rule_impact', row);

export const findRuleImpact = (db: Db, id: string): Promise<RuleImpactRow | undefined> =>
  rowOf(db, 'rule_impact', { id });

export const impactOfRun = (db: Db, run: string): Promise<RuleImpactRow | undefined> =>
  rowOf(db, 'rule_impact', { run_id: run });

export const updateRuleImpact = (db: Db, id: string, set: Updateable<RuleImpactTable>): Promise<number> =>
  updateRows(db, 'rule_impact', { id }, set);

/** What a release was published with, by rule set. */
export const impactsOfRelease = (db: Db, release: string): Promise<RuleImpactRow[]> =>
  all<RuleImpactRow>(db, 'select * from rule_impact where `release` = ? order by ruleset', [release]);

/** The releases of which something was foreseen. */
export const releasesWithImpact = async (db: Db): Promise<ReadonlySet<string>> => {
  const rows = await all<{ release: string }>(
    db,
    'select distinct `release` from rule_impact where `release` is not null',
  );
  return new Set(rows.map(({ release }) => release));
};

/** What was found for a draft, the newest first; of one content only where it is given. */
export const impactsOfDraft = (db: Db, draft: string, content?: string): Promise<RuleImpactRow[]> =>
  all<RuleImpactRow>(
    db,
    `select * from rule_impact where draft = ?${content === undefined ? '' : ' and content = ?'} order by at desc, id desc`,
    content === undefined ? [draft] : [draft, content],
  );
