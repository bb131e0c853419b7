import jsonLogic from 'json-logic-js';
import '#engine/form/calculate/logic.ts';
import { getPath } from '#engine/json.ts';
import type { ValueSource } from '#engine/schema/types.gen.ts';
import { toCivilDate } from '#engine/time.ts';
import { asJson } from '../../storage/db.ts';
import { findOrganization } from '../../storage/organizations.ts';
import type { EffectWork } from './effect.ts';

/** The value a definition asks for; undefined where there is none. `former` is what `increment` adds to. */
export const valueFrom = async (work: EffectWork, source: ValueSource, former?: unknown): Promise<unknown> => {
  const { context } = work.unit;
  if ('literal' in source) return source.literal;
  if ('field' in source) return getPath(work.record.data, source.field);
  if ('input' in source) return getPath(work.input, source.input);
  if ('now' in source) return source.now === 'date' ? toCivilDate(context.now) : context.now;
  if ('actor' in source) return context.actor[source.actor];
  if ('increment' in source) return (typeof former === 'number' ? former : 0) + source.increment;
  if ('organization' in source) return await organizationValue(work, source.organization);
  const value: unknown = jsonLogic.apply(source.calculate as jsonLogic.RulesLogic, work.record.data);
  return value === null || (typeof value === 'number' && !Number.isFinite(value)) ? undefined : value;
};

const organizationValue = async ({ unit, record }: EffectWork, key: string): Promise<unknown> => {
  const row = await findOrganization(unit.db, record.row.organization);
  if (row === undefined) return undefined;
  if (key === 'id' || key === 'name' || key === 'level' || key === 'region') return row[key];
  return getPath(asJson(row.profile), key);
};
