import { factsOfAggregate } from '#engine/aggregate/used-facts.ts';
import type { Catalog } from '#engine/definition/catalog.ts';
import { canonicalJson, getPath } from '#engine/json.ts';
import type { ChangedTrigger, ConditionJson, RuleSetDefinition } from '#engine/schema/types.gen.ts';
import { treeOf } from '../../query/code-tree.ts';
import { aggregatesOf } from '../../query/rule/aggregates-of.ts';
import { namesSubjects } from '../../query/rule/names-subjects.ts';
import { enqueueOnce } from '../../storage/jobs.ts';
import { type JudgedRecord, readRecordFact, recordJudge } from '../record-judge.ts';
import type { Unit } from '../unit.ts';

/** A record as a command leaves it, and as it was; a new one was nothing. */
export interface ChangedRecord {
  readonly row: JudgedRecord['row'];
  readonly data: unknown;
  readonly before?: { readonly state: string; readonly data: unknown };
}

/** The payload of a job: the subjects of a rule set that a record belongs to, or belonged to, are decided again. */
export interface SubjectsChanged {
  readonly ruleset: string;
  readonly module: string;
  readonly record: string;
  /** The subjects that the trigger names, as the record was and as it is. */
  readonly named: readonly Readonly<Record<string, string>>[];
}

/** In the transaction of a change: has the rule sets that wait for it decide again about the subjects it touches. */
export const noteChange = async (unit: Unit, record: ChangedRecord): Promise<void> => {
  const { catalog, now } = unit.context;
  for (const waiting of triggersOf(catalog).get(record.row.module) ?? []) {
    if (!concerns(waiting, record) || !isAsked(unit, waiting, record)) continue;
    const { id, module } = record.row;
    const { ruleset, trigger, exact } = waiting;
    const named = namedSubjects(trigger, record);
    // Where the trigger names the subjects there are, any record of theirs asks the same: one job serves them all.
    const payload: SubjectsChanged = { ruleset, module, record: exact && named.length > 0 ? '' : id, named };
    await enqueueOnce(unit.db, { kind: 'rule-subject', payload: JSON.stringify(payload), at: now });
    unit.jobs = true;
  }
};

interface Waiting {
  readonly ruleset: string;
  readonly trigger: ChangedTrigger;
  /** The trigger names the very fields that the aggregates group by. */
  readonly exact: boolean;
  /** Facts of the record that may make a difference; undefined where anything may. */
  readonly facts: ReadonlySet<string> | undefined;
  /** What must be true of the record itself, where it alone is asked. */
  readonly where: ConditionJson | undefined;
  /** Dates without which a record counts nowhere; undefined where it may count without. */
  readonly dates: readonly string[] | undefined;
}

const known = new WeakMap<Catalog, ReadonlyMap<string, readonly Waiting[]>>();

const triggersOf = (catalog: Catalog): ReadonlyMap<string, readonly Waiting[]> => {
  const ready = known.get(catalog);
  if (ready !== undefined) return ready;
  const found = new Map<string, Waiting[]>();
  for (const ruleSet of catalog.definitions.ruleset.values())
    for (const trigger of ruleSet.enabled === false ? [] : (ruleSet.trigger.changed ?? []))
      found.set(trigger.module, [...(found.get(trigger.module) ?? []), waitingOf(catalog, ruleSet, trigger)]);
  known.set(catalog, found);
  return found;
};

const waitingOf = (catalog: Catalog, ruleSet: RuleSetDefinition, trigger: ChangedTrigger): Waiting => {
  const aggregates = aggregatesOf(ruleSet).flatMap((key) => catalog.definitions.aggregate.get(key) ?? []);
  const counting = aggregates.filter(({ source }) => source === trigger.module);
  const own = ruleSet.subject?.each?.module === trigger.module;
  const all = own || counting.length === 0;
  return {
    ruleset: ruleSet.key,
    trigger,
    exact: counting.length > 0 && counting.every((aggregate) => namesSubjects(aggregate, trigger)),
    facts: all ? undefined : new Set(counting.flatMap((aggregate) => [...factsOfAggregate(aggregate)])),
    dates: all ? undefined : counting.map(({ at }) => at),
    where: asksItself(catalog, ruleSet, trigger.module) ? ruleSet.subject?.each?.where : undefined,
  };
};

/** Whether a record that changes is all the rule set is asked for: it is asked for each, and counts none of them. */
export const asksItself = (catalog: Catalog, ruleSet: RuleSetDefinition, module: string): boolean =>
  ruleSet.subject?.each?.module === module &&
  aggregatesOf(ruleSet).every((key) => catalog.definitions.aggregate.get(key)?.source !== module);

const isAsked = ({ context }: Unit, { where }: Waiting, record: ChangedRecord): boolean => {
  if (where === undefined) return true;
  const module = context.catalog.module(record.row.module);
  const read = readRecordFact(record, { now: context.now, actor: context.actor.id });
  return recordJudge(module, treeOf(context.catalog, module), read)(where) === true;
};

/** Whether the change can make a difference to what is counted. */
const concerns = ({ trigger, facts, dates }: Waiting, { row, data, before }: ChangedRecord): boolean => {
  const dated = (from: unknown): boolean =>
    dates === undefined || dates.some((path) => path.startsWith('$') || Boolean(getPath(from, path)));
  if (!dated(data) && !(before !== undefined && dated(before.data))) return false;
  if (before === undefined) return true;
  if (before.state !== row.state && (facts === undefined || facts.has('$state'))) return true;
  if (before.data === data) return false;
  const fields =
    trigger.fields ?? (facts === undefined ? undefined : [...facts].filter((fact) => !fact.startsWith('$')));
  if (fields === undefined) return canonicalJson(before.data) !== canonicalJson(data);
  return fields.some(
    (path) => canonicalJson(getPath(before.data, path) ?? null) !== canonicalJson(getPath(data, path) ?? null),
  );
};

const namedSubjects = ({ subject }: ChangedTrigger, { data, before }: ChangedRecord): SubjectsChanged['named'] => {
  const read = (from: unknown): Record<string, string> | undefined => {
    const entries = Object.entries(subject).map(([key, path]) => [key, getPath(from, path)]);
    if (entries.some(([, value]) => typeof value !== 'string' || value === '')) return undefined;
    return Object.fromEntries(entries) as Record<string, string>;
  };
  const found = [before && read(before.data), read(data)].filter((one) => one !== undefined);
  return [...new Map(found.map((one) => [canonicalJson(one), one])).values()];
};
