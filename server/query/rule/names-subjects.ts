import type { AggregateDefinition, ChangedTrigger } from '#engine/schema/types.gen.ts';

/** Groups are what fields hold, nothing rolled up. */
export const isPlain = ({ groupBy = [] }: AggregateDefinition): boolean =>
  groupBy.every(
    ({ prefix, level, organizationLevel, bucket, coalesce, item }) =>
      (prefix ?? level ?? organizationLevel ?? bucket ?? coalesce ?? item) === undefined,
  );

/** The trigger names the very fields the aggregate groups by: then it says which subjects there are. */
export const namesSubjects = (aggregate: AggregateDefinition, { subject }: ChangedTrigger): boolean =>
  isPlain(aggregate) && (aggregate.groupBy ?? []).every(({ key, field }) => subject[key] === field);

export const isNamed = (
  aggregate: AggregateDefinition,
  changed: readonly ChangedTrigger[] | undefined,
  module: string,
): boolean => {
  const trigger = changed?.find((one) => one.module === module);
  return trigger !== undefined && namesSubjects(aggregate, trigger);
};
