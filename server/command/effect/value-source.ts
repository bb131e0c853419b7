import jsonLogic from 'json-logic-js';
import '#engine/form/calculate/logic.ts';
import { getPath } from '#engine/json.ts';
import { parameterIn } from '#engine/parameter/profile.ts';
import type { ValueSource } from '#engine/schema/types.gen.ts';
import { isCivilDate, isInstant, toCivilDate, toDay } from '#engine/time.ts';
import { asJson } from '../../storage/db.ts';
import { ancestorsOf, findOrganization } from '../../storage/organizations.ts';
import { lastClock } from '../clock.ts';
import { lawDateOf } from '../regime.ts';
import type { EffectWork } from './effect.ts';

/** What values are taken from. */
type ValueWork = Pick<EffectWork, 'unit' | 'record' | 'input'>;

/** The value a definition asks for; undefined where there is none. `former` is what `increment` adds to. */
export const valueFrom = async (work: ValueWork, source: ValueSource, former?: unknown): Promise<unknown> => {
  const { context } = work.unit;
  if ('literal' in source) return source.literal;
  if ('field' in source) return getPath(work.record.data, source.field);
  if ('input' in source) return getPath(work.input, source.input);
  if ('now' in source) return source.now === 'date' ? toCivilDate(context.now) : context.now;
  if ('actor' in source) return context.actor[source.actor];
  if ('increment' in source) return (typeof former === 'number' ? former : 0) + source.increment;
  return await lookedUp(work, source);
};

type LookedUp = Extract<
  ValueSource,
  { organization: string } | { clock: string } | { row: string } | { parameter: string } | { calculate: object }
>;

/** What lies beside the record, or is reckoned from it. A row is known only to what makes a record for each. */
const lookedUp = async (work: ValueWork, source: LookedUp): Promise<unknown> => {
  if ('organization' in source) return await organizationValue(work, source.organization);
  if ('clock' in source) return (await lastClock(work.unit, work.record.row.id, source.clock))?.due_at ?? undefined;
  if ('parameter' in source) return await parameterValue(work, source);
  if ('row' in source) return undefined;
  const value: unknown = jsonLogic.apply(source.calculate as jsonLogic.RulesLogic, work.record.data);
  return value === null || (typeof value === 'number' && !Number.isFinite(value)) ? undefined : value;
};

const organizationValue = async ({ unit, record }: ValueWork, key: string): Promise<unknown> => {
  const row = await findOrganization(unit.db, record.row.organization);
  if (row === undefined) return undefined;
  if (key === 'id' || key === 'name' || key === 'level' || key === 'region') return row[key];
  return getPath(asJson(row.profile), key);
};

/** By the day the source names, else the day of the record's law. */
const parameterValue = async (
  { unit, record }: ValueWork,
  { parameter, at, by = {} }: Extract<ValueSource, { parameter: string }>,
): Promise<unknown> => {
  const { catalog, now } = unit.context;
  const { row, data, module } = record;
  const day = at === undefined ? lawDateOf(module, data, now) : getPath(data, at);
  if (!isCivilDate(day) && !isInstant(day)) return undefined;
  const dimensions: Record<string, string> = row.regime === null ? {} : { regime: row.regime };
  for (const [name, from] of Object.entries(by)) {
    const value = from.startsWith('=') ? from.slice(1) : getPath(data, from);
    if (typeof value === 'string') dimensions[name] = value;
  }
  const organizationChain = await ancestorsOf(unit.db, row.organization);
  return parameterIn(catalog.definitions.parameter, parameter, { date: toDay(day), dimensions, organizationChain })
    ?.value;
};
