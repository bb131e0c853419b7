import { durationOf } from '#engine/parameter/duration.ts';
import { parameterAt } from '#engine/parameter/lookup.ts';
import type { ExchangeDefinition } from '#engine/schema/types.gen.ts';
import { toCivilDate } from '#engine/time.ts';
import type { Unit } from '../command/unit.ts';
import { ancestorsOf } from '../storage/organizations.ts';
import type { RecordHeader } from '../storage/records.ts';

type Holder = Pick<RecordHeader, 'organization' | 'regime'>;

/** A whole number from a parameter, a duration's length or the number itself; undefined where it has no value today. */
export const numberOf = async (
  unit: Unit,
  key: string,
  { organization, regime }: Holder,
): Promise<number | undefined> => {
  const parameter = unit.context.catalog.definitions.parameter.get(key);
  if (parameter === undefined) return undefined;
  const organizationChain = await ancestorsOf(unit.db, organization);
  const date = toCivilDate(unit.context.now);
  const value = parameterAt(parameter, { date, dimensions: { regime }, organizationChain })?.value;
  if (parameter.type === 'duration') return durationOf(parameter, value)?.length;
  return typeof value === 'number' ? value : undefined;
};

/** Working days a lower order must leave to the one above. */
export const bufferDays = async (unit: Unit, { forward }: ExchangeDefinition, holder: Holder): Promise<number> =>
  forward?.buffer === undefined ? 0 : ((await numberOf(unit, forward.buffer, holder)) ?? 0);
