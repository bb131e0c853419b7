import { type CompiledCondition, compileCondition } from '#engine/condition/compile.ts';
import type { DescendantsOf, ReadFact } from '#engine/condition/condition.ts';
import type { CompiledModule } from '#engine/definition/catalog.ts';
import { momentFacts, recordFacts } from '#engine/definition/facts.ts';
import { getPath } from '#engine/json.ts';
import type { ConditionJson } from '#engine/schema/types.gen.ts';
import { toCivilDate } from '#engine/time.ts';
import type { Judge } from '#engine/workflow/transition.ts';
import type { RecordTable } from '../storage/tables.ts';

/** What conditions over a record read. */
export interface JudgedRecord {
  readonly row: Pick<
    RecordTable,
    | 'id'
    | 'module'
    | 'state'
    | 'organization'
    | 'owner'
    | 'created_at'
    | 'modified_at'
    | 'title'
    | 'due_at'
    | 'regime'
    | 'parent_id'
    | 'root_id'
  >;
  readonly data: unknown;
}

export interface Moment {
  readonly now: string;
  readonly actor: string;
}

/** The value of a fact of a record: a field of its data, what every record has, or the moment. */
export const readRecordFact =
  ({ row, data }: JudgedRecord, moment: Moment): ReadFact =>
  (fact) =>
    fact.startsWith('$') ? systemFact(row, moment, fact) : getPath(data, fact);

const systemFact = (row: JudgedRecord['row'], { now, actor }: Moment, fact: string): unknown => {
  const values: Readonly<Record<string, unknown>> = {
    $state: row.state,
    $organization: row.organization,
    $owner: row.owner,
    $created: row.created_at,
    $modified: row.modified_at,
    $title: row.title,
    $due: row.due_at,
    $regime: row.regime,
    $module: row.module,
    $parent: row.parent_id,
    $root: row.root_id,
    $now: now,
    $actor: actor,
  };
  return fact === '$today' ? toCivilDate(now) : values[fact];
};

/** Answers conditions of definitions over one record. Conditions are compiled once for each module they are asked of. */
export const recordJudge = (module: CompiledModule, tree: DescendantsOf, read: ReadFact): Judge => {
  const compiled = compiledFor(module);
  return (condition) => {
    let closure = compiled.get(condition);
    if (closure === undefined) {
      closure = compileCondition(condition, typesOf(module), { tree });
      compiled.set(condition, closure);
    }
    return closure(read);
  };
};

const closures = new WeakMap<CompiledModule, WeakMap<ConditionJson, CompiledCondition>>();
const types = new WeakMap<CompiledModule, ReturnType<typeof recordFacts>>();

const compiledFor = (module: CompiledModule): WeakMap<ConditionJson, CompiledCondition> => {
  const known = closures.get(module) ?? new WeakMap<ConditionJson, CompiledCondition>();
  closures.set(module, known);
  return known;
};

const typesOf = (module: CompiledModule): ReturnType<typeof recordFacts> => {
  const known = types.get(module) ?? { ...recordFacts(module), ...momentFacts };
  types.set(module, known);
  return known;
};
