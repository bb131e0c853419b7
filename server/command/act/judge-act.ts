import type { Issue } from '#engine/issue.ts';
import { problem } from '#engine/problem.ts';
import { applyGuards, type Guarded } from '../apply-verdicts.ts';
import { nameIssues } from '../name-issues.ts';
import type { Act } from './act-shape.ts';

/** Refuses an act for reasons that lie in the record. */
export const requireNone = ({ work }: Act, reasons: readonly Issue[]): void => {
  if (reasons.length === 0) return;
  const { unit, record } = work;
  const issues = nameIssues(unit.context.catalog, reasons, record.row.module);
  // What only lacks at fields is put right in a form.
  const inForms = reasons.every(({ path }) => path !== '');
  throw problem(inForms ? 'invalid-input' : 'action-not-available', { issues, params: { count: issues.length } });
};

/** The guards named, and the rule sets that say of themselves that they are asked here. */
export const guard = async (act: Act, named: readonly string[], event: string): Promise<Guarded> => {
  const { unit, record } = act.work;
  const own = [...unit.context.catalog.definitions.ruleset.values()]
    .filter((ruleSet) => ruleSet.record === record.row.module && ruleSet.trigger.actions?.includes(event))
    .map(({ key }) => key);
  const rulesets = [...new Set([...named, ...own])];
  const guarded = await applyGuards(unit, record, { rulesets, input: act.data, action: event });
  act.work.warnings.push(...nameIssues(unit.context.catalog, guarded.warnings, record.row.module));
  return guarded;
};

/** True where the state has a transition for the event. */
export const leads = ({ work }: Act, event: string): boolean =>
  work.record.module.workflow.states[work.record.row.state]?.on?.[event] !== undefined;

/** An act that was handed in wrong. */
export const refuse = ({ work }: Act, issues: readonly Issue[]) =>
  problem('invalid-input', {
    issues: nameIssues(work.unit.context.catalog, issues, work.record.row.module),
    params: { count: issues.length },
  });
