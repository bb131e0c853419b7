import { getPath, setPath } from '#engine/json.ts';
import { problem } from '#engine/problem.ts';
import type { FormStart } from '#engine/schema/types.gen.ts';
import type { Context } from '../command/context.ts';
import { valueFrom } from '../command/effect/value-source.ts';
import { namespaceOf } from '../command/fill-form.ts';
import { type OpenRecord, type RecordData, viewRecord } from '../command/open-record.ts';
import { openUnit, type Unit } from '../command/unit.ts';
import { sumBelow } from '../exchange/sum-below.ts';
import { entriesOf } from '../storage/entries.ts';
import { seesSensitive } from './present-record.ts';
import type { RecordKey } from './read-record.ts';
import { sensitiveFields } from './sensitive-fields.ts';

/**
 * What a form stands with when it is opened and nobody has filled it in yet: the values its definition names for fields
 * that have none, as this actor may see them. Nothing is stored until a person saves it.
 */
export const readStart = async (
  context: Context,
  { form: key, ...at }: RecordKey & { readonly form: string },
): Promise<RecordData> => {
  const unit = openUnit(context.storage.read, context);
  const record = await viewRecord(unit, at);
  const form = record.module.forms.get(key);
  if (form === undefined) throw problem('not-found');
  const entries = await entriesOf(unit.db, record.row.id);
  if (entries.some((entry) => entry.form === key)) return {};
  const own = namespaceOf(form, record.data);
  let start: RecordData = {};
  for (const [path, source] of Object.entries(form.definition.start ?? {})) {
    if (getPath(own, path) !== undefined) continue;
    start = setPath(start, path, await startValue(unit, record, source));
  }
  return start;
};

const startValue = async (unit: Unit, record: OpenRecord, source: FormStart): Promise<unknown> => {
  const { context } = unit;
  if ('below' in source) {
    const exchange = context.catalog.definitions.exchange.get(source.below);
    return exchange && (await sumBelow(context, exchange, record.row, source.sum));
  }
  if ('field' in source && hides(context, record, source.field)) return undefined;
  return await valueFrom({ unit, record, input: {} }, source);
};

const hides = (context: Context, { module }: OpenRecord, field: string): boolean => {
  const found = sensitiveFields(module).get(field);
  return found?.sensitivity === 'secret' || (found !== undefined && !seesSensitive(context, module.definition.key));
};
