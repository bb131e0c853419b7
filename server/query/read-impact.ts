import { problem } from '#engine/problem.ts';
import type { Context } from '../command/context.ts';
import { contentOf, draftChanges } from '../command/definition/draft-candidate.ts';
import { asJson } from '../storage/db.ts';
import { findDraft } from '../storage/drafts.ts';
import { findRuleImpact, impactsOfDraft, type RuleImpactRow } from '../storage/rule-impacts.ts';
import { readInputs } from '../storage/run-inputs.ts';
import { requireSystem } from './require-system.ts';
import type { SubjectChange } from './rule/compare-surveys.ts';

const shown = (row: RuleImpactRow, current: boolean) => ({
  id: row.id,
  at: row.at,
  by: row.by_account,
  ...asJson<object>(row.summary),
  /** False when the draft or the definitions in force have changed since. */
  current,
  release: row.release,
  run: row.run_id,
  compared: row.compared === null ? null : asJson(row.compared),
});

/** The newest impact of a draft by rule set, and how it came out where the draft was published. */
export const readImpacts = async (context: Context, { draft: id }: { readonly draft: string }) => {
  requireSystem(context, 'definitionsRead');
  const draft = await findDraft(context.storage.read, id);
  if (draft === undefined) throw problem('not-found');
  const content = contentOf((await draftChanges(context, id)).delta);
  const rows = await impactsOfDraft(context.storage.read, id);
  const newest = new Map([...rows].reverse().map((row) => [row.ruleset, row]));
  return [...newest.values()].map((row) =>
    shown(row, row.content === content && (row.release !== null || row.base === context.catalog.release)),
  );
};

export interface ImpactPage {
  readonly id: string;
  readonly change?: string;
  readonly organization?: string;
  readonly skip?: number;
  readonly limit?: number;
}

/** The subjects of an impact with both traces, a page of them. */
export const readImpactSubjects = async (context: Context, page: ImpactPage) => {
  requireSystem(context, 'definitionsRead');
  const { id, change, organization, skip = 0, limit = 50 } = page;
  const row = await findRuleImpact(context.storage.read, id);
  if (row === undefined) throw problem('not-found');
  const { lines } = await readInputs(context.storage.read, id);
  const found = lines
    .slice(1, -1)
    .map((line) => asJson<SubjectChange>(line))
    .filter((one) => change === undefined || one.change === change)
    .filter((one) => organization === undefined || one.organization === organization);
  return { ruleset: row.ruleset, total: found.length, subjects: found.slice(skip, skip + Math.min(limit, 200)) };
};
