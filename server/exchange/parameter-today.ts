import { parameterIn } from '#engine/parameter/profile.ts';
import { toCivilDate } from '#engine/time.ts';
import type { Unit } from '../command/unit.ts';
import { ancestorsOf } from '../storage/organizations.ts';
import type { RecordHeader } from '../storage/records.ts';

export type Holder = Pick<RecordHeader, 'organization' | 'regime'>;

/** The value of a parameter today for the organization of a record; undefined where it has none. */
export const parameterToday = async (unit: Unit, key: string, { organization, regime }: Holder): Promise<unknown> => {
  const { parameter } = unit.context.catalog.definitions;
  if (!parameter.has(key)) return undefined;
  const organizationChain = await ancestorsOf(unit.db, organization);
  const date = toCivilDate(unit.context.now);
  return parameterIn(parameter, key, { date, dimensions: { regime }, organizationChain })?.value;
};
