import type { AggregateDefinition, MeasureName } from '../schema/types.gen.ts';

/** A place in an aggregate that asks another. */
export interface OtherAggregate {
  readonly path: string;
  readonly key: string;
}

/** Every aggregate that one is made from, with the place that names it. */
export const otherAggregates = ({ window, measures }: AggregateDefinition): OtherAggregate[] => [
  ...(window?.last === undefined ? [] : [{ path: '/window/last', key: window.last }]),
  ...Object.entries(measures).flatMap(([name, { ratio, share }]) => [
    ...named(`/measures/${name}/ratio/of`, ratio?.of),
    ...named(`/measures/${name}/ratio/to`, ratio?.to),
    ...(share === undefined || Array.isArray(share.within)
      ? []
      : [{ path: `/measures/${name}/share/within/aggregate`, key: share.within.aggregate }]),
  ]),
];

const named = (path: string, name: MeasureName | undefined): OtherAggregate[] =>
  typeof name === 'object' ? [{ path: `${path}/aggregate`, key: name.aggregate }] : [];
