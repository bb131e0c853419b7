import { durationOf } from '#engine/parameter/duration.ts';
import type { ExchangeDefinition } from '#engine/schema/types.gen.ts';
import type { Unit } from '../command/unit.ts';
import { type Holder, parameterToday } from './parameter-today.ts';

/** A whole number from a parameter: the length of a duration, or the number itself; undefined where it has none today. */
export const numberOf = async (unit: Unit, key: string, holder: Holder): Promise<number | undefined> => {
  const parameter = unit.context.catalog.definitions.parameter.get(key);
  const value = await parameterToday(unit, key, holder);
  if (parameter?.type === 'duration') return durationOf(parameter, value)?.length;
  return typeof value === 'number' ? value : undefined;
};

/** Working days a lower order must leave to the one above. */
export const bufferDays = async (unit: Unit, { forward }: ExchangeDefinition, holder: Holder): Promise<number> =>
  forward?.buffer === undefined ? 0 : ((await numberOf(unit, forward.buffer, holder)) ?? 0);
