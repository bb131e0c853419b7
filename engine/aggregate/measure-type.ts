import type { FactTypes } from '../condition/condition.ts';
import type { AggregateMeasure, FieldType } from '../schema/types.gen.ts';

/** The type of what a measure gives over a source with these facts; undefined while the measure is not sound. */
export const measureType = ({ function: name, field, weights }: AggregateMeasure, facts: FactTypes) => {
  switch (name) {
    case undefined:
    case 'average':
    case 'median':
      return 'ratio' satisfies FieldType;
    case 'count':
    case 'countDistinct':
      return 'integer' satisfies FieldType;
    default:
      return weights === undefined ? facts[field ?? ''] : ('integer' satisfies FieldType);
  }
};
