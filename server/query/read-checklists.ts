import type { ConditionTrace } from '#engine/condition/trace.ts';
import type { RuleSetDefinition, Title } from '#engine/schema/types.gen.ts';
import type { Context } from '../command/context.ts';
import { askGuards, type Verdict } from '../command/run-guards.ts';
import { asJson } from '../storage/db.ts';
import { findRecord } from '../storage/records.ts';
import { type RecordKey, reachRecord } from './read-record.ts';

interface ChecklistEntry {
  readonly key: string;
  readonly title: Title;
  /** `open`: what it takes to tell is not known yet. */
  readonly state: 'met' | 'missing' | 'notNeeded' | 'open';
  /** Without it the actions that ask for the list are refused. */
  readonly needed: boolean;
}

interface Checklist {
  readonly key: string;
  readonly title: Title;
  readonly entries: readonly ChecklistEntry[];
}

const listsOf = (context: Context, module: string): RuleSetDefinition[] =>
  [...context.catalog.definitions.ruleset.values()].filter(
    ({ checklist, record }) => checklist === true && record === module,
  );

/** The condition of an entry is `all` of what makes it needed, then of what is missing. */
const stateOf = (trace: ConditionTrace | undefined): ChecklistEntry['state'] => {
  const [need] = trace?.items ?? [];
  if (trace === undefined || need?.result === false) return 'notNeeded';
  if (trace.result === null) return 'open';
  return trace.result ? 'missing' : 'met';
};

const shown = ({ ruleSet, result }: Verdict): Checklist => ({
  key: ruleSet.key,
  title: ruleSet.title,
  entries: ruleSet.rules.map(({ key, title, outcome }) => ({
    key,
    title: title ?? ruleSet.title,
    state: stateOf(result.trace.find(({ rule }) => rule === key)?.condition),
    needed: outcome.type === 'block',
  })),
});

/** What the record must have, by every checklist of its module: what is there, what is missing, what it does not need. */
export const readChecklists = async (context: Context, key: RecordKey): Promise<readonly Checklist[]> => {
  const { data: _, ...row } = await reachRecord(context, key);
  const { read } = context.storage;
  const [module, found] = await Promise.all([
    context.services.closures.get(read, context.catalog, row.module, row.closure),
    findRecord(read, row.module, row.id),
  ]);
  const record = { row, module, data: asJson<Record<string, unknown>>(found?.data ?? '{}') };
  const rulesets = listsOf(context, row.module).map((ruleSet) => ruleSet.key);
  return (await askGuards(context, read, { record, rulesets, input: {} })).map(shown);
};
