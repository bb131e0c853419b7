import type { ParameterDefinition, ParameterValue } from '../schema/types.gen.ts';

/** One organization of a chain, itself first and the root last. */
export interface ChainLink {
  readonly id: string;
  readonly level: string;
  readonly region: string;
}

export interface ParameterQuestion {
  /** The civil date at which the value is asked for. */
  readonly date: string;
  readonly dimensions?: Readonly<Record<string, string>>;
  /** The organization asked for and those above it. */
  readonly organizationChain?: readonly ChainLink[];
}

export interface ParameterAnswer {
  readonly value: unknown;
  readonly from: string;
  readonly basis: string | undefined;
}

/**
 * The value in force on a date: among the values whose period covers the date and whose dimensions and area fit, the
 * one of the most special area (organization > county > city > province > national; a nearer organization first), then
 * the one that names more dimensions, then the one that began last. undefined when none is in force.
 */
export const parameterAt = (
  definition: Pick<ParameterDefinition, 'values'>,
  question: ParameterQuestion,
): ParameterAnswer | undefined => {
  let best: { value: ParameterValue; rank: readonly [number, number, string] } | undefined;
  for (const value of definition.values) {
    const area = areaRank(value, question.organizationChain ?? []);
    if (area === undefined || !covers(value, question.date) || !fits(value, question.dimensions ?? {})) continue;
    const rank = [area, Object.keys(value.when ?? {}).length, value.from] as const;
    if (best === undefined || higher(rank, best.rank)) best = { value, rank };
  }
  return best && { value: best.value.value, from: best.value.from, basis: best.value.basis };
};

const covers = (value: ParameterValue, date: string): boolean =>
  value.from <= date && (value.to === undefined || date <= value.to);

const fits = (value: ParameterValue, dimensions: Readonly<Record<string, string>>): boolean =>
  Object.entries(value.when ?? {}).every(
    ([name, wanted]) => Object.hasOwn(dimensions, name) && dimensions[name] === wanted,
  );

export const areaLevels = ['national', 'province', 'city', 'county', 'organization'] as const;
const step = 1000;

/** undefined when the area does not hold the organization. Nearer organizations of a chain rank above farther ones. */
const areaRank = (value: ParameterValue, chain: readonly ChainLink[]): number | undefined => {
  const { area } = value;
  if (area === undefined || area.level === 'national') return 0;
  const at = chain.findIndex((link) => (area.level === 'organization' ? link.id : link.region) === area.code);
  return at < 0 ? undefined : areaLevels.indexOf(area.level) * step - at;
};

const higher = (a: readonly [number, number, string], b: readonly [number, number, string]): boolean => {
  if (a[0] !== b[0]) return a[0] > b[0];
  return a[1] === b[1] ? a[2] > b[2] : a[1] > b[1];
};
