import type { CompiledModule } from '#engine/definition/catalog.ts';
import { effectsOf } from '#engine/definition/walk.ts';
import { canonicalJson, getPath } from '#engine/json.ts';
import { evaluateRuleSet } from '#engine/rule/evaluate.ts';
import type { RuleSet } from '#engine/rule/rule-set.ts';
import { all, asJson, moduleTableName } from '../../storage/db.ts';
import { readBlobs } from '../../storage/definitions.ts';
import type { Offence, World } from '../world.ts';

interface Decision {
  id: string;
  record_id: string;
  inputs: unknown;
  outcome: unknown;
}

interface Inputs {
  readonly facts?: Readonly<Record<string, unknown>>;
  readonly regime?: string;
  readonly date?: string;
  /** Blob hash of the rule set. */
  readonly definition?: string;
}

interface SetAmount {
  readonly set?: { readonly field: string; readonly value: unknown };
}

const setBy = (outcome: unknown): readonly NonNullable<SetAmount['set']>[] =>
  (Array.isArray(outcome) ? (outcome as SetAmount[]) : []).flatMap(({ set }) => (set === undefined ? [] : [set]));

/** What the rule set says again about the stored facts; undefined where its definition is lost. */
const decideAgain = async ({ db }: World, inputs: Inputs): Promise<unknown> => {
  const { definition = '', facts = {}, regime = '', date = '' } = inputs;
  const text = (await readBlobs(db, [definition])).get(definition);
  return text === undefined
    ? undefined
    : (await evaluateRuleSet(asJson<RuleSet>(text), facts, { regime, date })).outcomes;
};

/**
 * Amounts that rules write (paid, outstanding, …) are what the stored facts give, and the record still carries what was
 * decided last.
 */
export const ruleAmounts = async (world: World): Promise<Offence[]> => {
  const decisions = await all<Decision>(
    world.db,
    'select `id`, `record_id`, `inputs`, `outcome` from `decision` order by `at`, `id`',
  );
  const broken: Offence[] = [];
  const last = new Map<string, Map<string, unknown>>();
  for (const { id, record_id, inputs, outcome } of decisions) {
    const sets = setBy(asJson(outcome));
    if (sets.length === 0) continue;
    const again = await decideAgain(world, asJson<Inputs>(inputs));
    if (canonicalJson(setBy(again)) !== canonicalJson(sets))
      broken.push({ table: 'decision', row: id, reason: `decided again it sets ${JSON.stringify(setBy(again))}` });
    const fields = last.get(record_id) ?? new Map<string, unknown>();
    for (const { field, value } of sets) fields.set(field, value);
    last.set(record_id, fields);
  }
  return [...broken, ...(await drifted(world, last))];
};

interface Header {
  module: string;
  closure: string;
}

const drifted = async (world: World, last: ReadonlyMap<string, ReadonlyMap<string, unknown>>): Promise<Offence[]> => {
  const broken: Offence[] = [];
  for (const [id, fields] of last) {
    const [header] = await all<Header>(world.db, 'select `module`, `closure` from `record` where `id` = ?', [id]);
    const module = header && (await world.pinned?.(header.module, header.closure));
    if (module === undefined) continue;
    const table = moduleTableName(module.definition.key);
    const [row] = await all<{ data: unknown }>(world.db, `select \`data\` from \`${table}\` where \`id\` = ?`, [id]);
    const data = asJson(row?.data ?? '{}');
    for (const [field, value] of fields) {
      const now = getPath(data, field);
      if (isOnlyByRule(module, field) && JSON.stringify(now ?? null) !== JSON.stringify(value ?? null))
        broken.push({
          table,
          row: id,
          reason: `${field} is ${JSON.stringify(now)}, the rule set ${JSON.stringify(value)}`,
        });
    }
  }
  return broken;
};

/** An amount no form fills and no effect writes. */
const isOnlyByRule = (module: CompiledModule, field: string): boolean => {
  const declared = module.fields.get(field);
  if (declared?.type !== 'money' || declared.form !== undefined) return false;
  return !effectsOf(module.workflow).some(({ value }) => value.type === 'set' && value.field === field);
};
