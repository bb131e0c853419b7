import { type Expression, sql } from 'kysely';
import { isParameterOperand } from '#engine/aggregate/operand.ts';
import type { AggregateMeasure } from '#engine/schema/types.gen.ts';
import type { Source } from './source.ts';

/** What the code of a row weighs, 0 without weight. */
export const weightOf = (source: Source, measure: AggregateMeasure): Expression<unknown> => {
  const field = measure.field ?? '';
  const arms = Object.entries(weightsOf(source, measure)).map(
    ([code, weight]) => sql`when ${code} then ${sql.lit(weight)}`,
  );
  if (arms.length === 0) return sql`0`;
  return sql`case ${source.column(field)} ${sql.join(arms, sql` `)} else 0 end`;
};

/** Code → weight on the date asked for. */
const weightsOf = (
  source: Source,
  { field = '', weights = {} }: AggregateMeasure,
): Readonly<Record<string, number>> => {
  if (!isParameterOperand(weights)) return weights as Readonly<Record<string, number>>;
  const { parameter, by = {} } = weights;
  const [dimension = ''] = Object.entries(by).find(([, from]) => from === field) ?? [];
  const values = source.place.catalog.definitions.parameter.get(parameter)?.values ?? [];
  const codes = new Set(values.flatMap(({ when = {} }) => (Object.hasOwn(when, dimension) ? [when[dimension]] : [])));
  return Object.fromEntries(
    [...codes].flatMap((code) => {
      const weight = source.operand({ parameter, by: { ...by, [dimension]: `=${code}` } });
      return code !== undefined && Number.isSafeInteger(weight) ? [[code, weight as number]] : [];
    }),
  );
};
