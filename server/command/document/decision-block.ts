import { explainStored } from '../../query/rule/explain-stored.ts';
import type { Db } from '../../storage/db.ts';
import { all } from '../../storage/db.ts';
import type { DecisionRow } from '../../storage/decisions.ts';
import type { Context } from '../context.ts';

/** The last decision of a rule set about a record as a document prints it: sections of sentences; null without one. */
export const decisionBlock = async (
  context: Context,
  db: Db,
  record: string,
  ruleSet: string,
): Promise<object | null> => {
  const [row] = await all<DecisionRow>(
    db,
    'select * from decision where record_id = ? and ruleset = ? order by at desc, id desc limit 1',
    [record, ruleSet],
  );
  if (row === undefined) return null;
  const { explained } = await explainStored(context.storage, row, context.catalog);
  const sections = explained.zh.map(({ title, lines }) => ({
    title,
    lines: lines.map(({ depth, text }) => ({ depth, text })),
  }));
  return { date: row.law_date, sections };
};
