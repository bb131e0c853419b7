import { compileCondition, leavesOf } from '../../condition/compile.ts';
import type { Condition, ConditionLeaf, ConditionOptions, FactTypes } from '../../condition/condition.ts';
import { candidatesOf } from './candidates.ts';

export interface TableRow {
  readonly key: string;
  readonly when: Condition;
}

/** Values of the facts that show something; a fact that is not there is missing. */
export type TableCase = Readonly<Record<string, unknown>>;

export interface TableSurvey {
  /** Facts for which not every case can be tried; nothing is said about the table then. */
  readonly unchecked: readonly string[];
  /** How many cases there are, values that no row tells apart counted once. */
  readonly cases: number;
  /** The first cases to which no row applies. */
  readonly gaps: readonly TableCase[];
  /** Pairs of rows that apply to one case, each pair with its first. */
  readonly overlaps: readonly { readonly rows: readonly [string, string]; readonly example: TableCase }[];
  /** Rows that apply to nothing. */
  readonly never: readonly string[];
  /** Rows that apply only where a row above applies too. */
  readonly unreached: readonly string[];
}

const mostCases = 200_000;
const shownGaps = 5;

/**
 * What the rows of a decision table or the bands of a ladder leave out and decide twice, found by trying one case for
 * every combination of answers their conditions can give. The facts are taken to be independent of each other, and known
 * unless a row asks whether they are. Conditions must have passed checkCondition.
 */
export const surveyTable = (
  rows: readonly TableRow[],
  types: FactTypes,
  options: ConditionOptions = {},
): TableSurvey => {
  const leaves = Map.groupBy(
    rows.flatMap(({ when }) => leavesOf(when)),
    ({ fact }) => fact,
  );
  const classes = [...leaves].map(([fact, of]) => ({ fact, values: classesOf(of, types, options) }));
  const open = classes.filter(({ values }) => values === undefined).map(({ fact }) => fact);
  const cases = classes.reduce((product, { values }) => product * (values?.length ?? 1), 1);
  const unchecked = open.length === 0 && cases > mostCases ? classes.map(({ fact }) => fact) : open;
  if (unchecked.length > 0) return { unchecked, cases, gaps: [], overlaps: [], never: [], unreached: [] };
  const axes = classes.map(({ fact, values = [] }) => ({ fact, values }));
  return { unchecked, cases, ...tryAll(rows, axes, types, options) };
};

interface Axis {
  readonly fact: string;
  readonly values: readonly unknown[];
}

/** One value of the fact for every combination of answers its leaves give. */
const classesOf = (
  leaves: readonly ConditionLeaf[],
  types: FactTypes,
  options: ConditionOptions,
): readonly unknown[] | undefined => {
  const type = types[leaves[0]?.fact ?? ''];
  const candidates = type && candidatesOf(type, leaves, options.tree);
  if (candidates === undefined) return undefined;
  const answers = leaves.map((leaf) => compileCondition(leaf, types, options));
  const byAnswers = new Map<string, unknown>();
  for (const value of candidates) {
    const key = JSON.stringify(answers.map((answer) => answer(() => value)));
    if (!byAnswers.has(key)) byAnswers.set(key, value);
  }
  return [...byAnswers.values()];
};

type Found = Omit<TableSurvey, 'unchecked' | 'cases'>;

const tryAll = (
  rows: readonly TableRow[],
  axes: readonly Axis[],
  types: FactTypes,
  options: ConditionOptions,
): Found => {
  const truths = rows.map(({ when }) => compileCondition(when, types, options));
  const gaps: TableCase[] = [];
  const overlaps = new Map<string, Found['overlaps'][number]>();
  const [applied, first] = [new Set<string>(), new Set<string>()];
  for (const tried of casesOf(axes)) {
    const hits = rows.filter((_row, index) => truths[index]?.((fact) => tried[fact]) === true).map(({ key }) => key);
    for (const key of hits) applied.add(key);
    if (hits[0] === undefined) gaps.push(tried);
    else first.add(hits[0]);
    for (const [index, left] of hits.entries())
      for (const right of hits.slice(index + 1)) {
        const pair = JSON.stringify([left, right]);
        if (!overlaps.has(pair)) overlaps.set(pair, { rows: [left, right], example: tried });
      }
  }
  const keys = rows.map(({ key }) => key);
  return {
    gaps: gaps.slice(0, shownGaps),
    overlaps: [...overlaps.values()],
    never: keys.filter((key) => !applied.has(key)),
    unreached: keys.filter((key) => applied.has(key) && !first.has(key)),
  };
};

function* casesOf(axes: readonly Axis[]): Generator<TableCase> {
  const [axis, ...rest] = axes;
  if (axis === undefined) {
    yield {};
    return;
  }
  for (const value of axis.values)
    for (const tried of casesOf(rest)) yield value === undefined ? tried : { [axis.fact]: value, ...tried };
}
