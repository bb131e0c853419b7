import { setImmediate } from 'node:timers/promises';
import type { Catalog, CompiledModule } from '#engine/definition/catalog.ts';
import { canonicalJson } from '#engine/json.ts';
import { type CompiledRuleSet, compileRuleSet } from '#engine/rule/compile.ts';
import type { RuleSet, RuleSetResult } from '#engine/rule/rule-set.ts';
import type { RuleSetDefinition } from '#engine/schema/types.gen.ts';
import { toCivilDate } from '#engine/time.ts';
import { ruleTree } from '../../query/code-tree.ts';
import { collectFacts } from '../../query/collect-facts.ts';
import { all, asJson, moduleTableName } from '../../storage/db.ts';
import type { RecordRow } from '../../storage/records.ts';
import type { Context } from '../context.ts';
import type { RuleChange, Sink } from './preview-sink.ts';

export interface RulePreview {
  readonly context: Context;
  readonly before: Catalog;
  readonly after: Catalog;
  readonly ruleSets: readonly string[];
}

/** Asks the touched rule sets of every open record, under both catalogs, and reports those that answer otherwise. */
export const previewRules = async (preview: RulePreview, sink: Sink): Promise<void> => {
  for (const [module, keys] of byModule(preview)) {
    for await (const record of openRecords(preview.context, module, sink)) {
      for (const key of keys) {
        const change = await compare(preview, record, key);
        if (change !== undefined) sink.rule(record, change);
      }
    }
  }
};

/** Rule sets by the module of their records, as far as the module has records already. */
const byModule = ({ before, after, ruleSets }: RulePreview): Map<string, string[]> => {
  const found = new Map<string, string[]>();
  for (const key of ruleSets) {
    const definition = after.definitions.ruleset.get(key) ?? before.definitions.ruleset.get(key);
    const module = definition?.record;
    if (module === undefined || !before.definitions.module.has(module)) continue;
    found.set(module, [...(found.get(module) ?? []), key]);
  }
  return found;
};

const batch = 200;

/** Open records in the order of their ids, a batch at a time; between batches other requests get their turn. */
async function* openRecords(context: Context, module: string, sink: Sink): AsyncGenerator<RecordRow> {
  let last = '';
  while (!sink.full()) {
    const rows = await all<RecordRow>(
      context.storage.read,
      `select r.*, m.\`data\` as \`data\` from record r join \`${moduleTableName(module)}\` m on m.id = r.id where r.module = ? and r.state_class <> 'terminal' and r.id > ? order by r.id limit ?`,
      [module, last, batch],
    );
    for (const row of rows) {
      if (sink.full()) return;
      sink.examined(row.id);
      yield row;
    }
    if (rows.length < batch) return;
    last = rows.at(-1)?.id ?? '';
    await setImmediate();
  }
}

const compare = async (preview: RulePreview, record: RecordRow, key: string): Promise<RuleChange | undefined> => {
  const { before, after } = preview;
  const old = await ask(preview, before, record, key);
  const next = await ask(preview, after, record, key);
  if (canonicalJson(decisive(old)) === canonicalJson(decisive(next))) return undefined;
  const title = (after.definitions.ruleset.get(key) ?? before.definitions.ruleset.get(key))?.title;
  return { key, title: title ?? { zh: key }, before: old ?? null, after: next ?? null };
};

/** What makes a difference: which rules speak and what they ask for, not the words. */
const decisive = (result: RuleSetResult | undefined): unknown =>
  (result?.outcomes ?? []).map(({ rule, type, unknown, set }) => ({ rule, type, unknown, set }));

const ask = async (
  { context }: RulePreview,
  catalog: Catalog,
  record: RecordRow,
  key: string,
): Promise<RuleSetResult | undefined> => {
  const definition = catalog.definitions.ruleset.get(key);
  if (definition === undefined || !catalog.definitions.module.has(record.module)) return undefined;
  const { data, ...row } = record;
  const db = context.storage.read;
  const module = await context.services.closures.get(db, catalog, record.module, record.closure);
  const place = {
    db,
    catalog,
    dialect: context.storage.dialect,
    module,
    record: { row, data: asJson(data) },
    input: {},
    now: context.now,
    actor: context.actor.id,
  };
  const { facts } = await collectFacts(place, definition);
  const date = toCivilDate(context.now);
  return compiledFor(catalog, module, definition)(facts, { regime: row.regime, date });
};

const compiled = new WeakMap<RuleSetDefinition, WeakMap<CompiledModule, CompiledRuleSet>>();

const compiledFor = (catalog: Catalog, module: CompiledModule, definition: RuleSetDefinition): CompiledRuleSet => {
  const known = compiled.get(definition) ?? new WeakMap<CompiledModule, CompiledRuleSet>();
  compiled.set(definition, known);
  const ready =
    known.get(module) ??
    compileRuleSet(definition as unknown as RuleSet, { tree: ruleTree(catalog, module, definition) });
  known.set(module, ready);
  return ready;
};
