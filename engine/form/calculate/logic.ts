import jsonLogic from 'json-logic-js';
import { isObject } from '../../json.ts';
import { forbiddenKeys } from '../form.ts';

/** The operations of JSONLogic a calculation may use; `_round` and `_sum` are those of Form.io's page (lodash). */
const operations: ReadonlySet<string> = new Set([
  'var',
  'if',
  '?:',
  'and',
  'or',
  '!',
  '!!',
  '==',
  '===',
  '!=',
  '!==',
  '<',
  '<=',
  '>',
  '>=',
  '+',
  '-',
  '*',
  '/',
  '%',
  'min',
  'max',
  'in',
  'cat',
  'substr',
  'merge',
  'map',
  'filter',
  'reduce',
  'all',
  'some',
  'none',
  '_round',
  '_sum',
]);

/** Operations whose second argument sees one item of the list as its data. */
const overItems: ReadonlySet<string> = new Set(['map', 'filter', 'reduce', 'all', 'some', 'none']);

jsonLogic.add_operation('_round', (value: unknown) => Math.round(Number(value)));
jsonLogic.add_operation('_sum', (values: unknown) =>
  Array.isArray(values) ? values.reduce((total: number, value: unknown) => total + Number(value ?? 0), 0) : 0,
);

interface Use {
  /** `data.…` or `row.…` in the outer scope; inside `map`, `reduce` … the path within an item. */
  readonly path: string;
  readonly inItem: boolean;
}

export interface Survey {
  readonly uses: readonly Use[];
  readonly unknown: readonly string[];
  readonly depth: number;
  readonly loops: number;
  /** A `var` whose path is itself calculated, or reaches for a forbidden name. */
  readonly badVar: boolean;
}

interface Tally {
  uses: Use[];
  unknown: string[];
  depth: number;
  loops: number;
  badVar: boolean;
}

/** What a rule uses, without running it. */
export const surveyLogic = (logic: unknown): Survey => {
  const tally: Tally = { uses: [], unknown: [], depth: 0, loops: 0, badVar: false };
  walk(logic, { depth: 1, loops: 0, inItem: false }, tally);
  return tally;
};

interface At {
  readonly depth: number;
  readonly loops: number;
  readonly inItem: boolean;
}

const deepest = 24;

const walk = (logic: unknown, at: At, tally: Tally): void => {
  tally.depth = Math.max(tally.depth, at.depth);
  if (at.depth > deepest) return;
  if (Array.isArray(logic)) {
    for (const item of logic) walk(item, { ...at, depth: at.depth + 1 }, tally);
    return;
  }
  if (!isObject(logic)) return;
  const names = Object.keys(logic);
  const [name = ''] = names;
  // Text or lists that grow with every item would double a thousand times.
  const grows = at.loops > 0 && (name === 'cat' || name === 'merge');
  if (names.length !== 1 || !operations.has(name) || grows) {
    tally.unknown.push(names.length === 1 ? name : '{}');
    return;
  }
  const values: readonly unknown[] = Array.isArray(logic[name]) ? logic[name] : [logic[name]];
  if (name === 'var') walkVar(values, at, tally);
  else walkArguments(name, values, at, tally);
};

const walkVar = ([path, fallback]: readonly unknown[], at: At, tally: Tally): void => {
  if (typeof path === 'string' && !path.split('.').some((key) => forbiddenKeys.has(key))) {
    tally.uses.push({ path, inItem: at.inItem });
  } else tally.badVar = true;
  if (fallback !== undefined) walk(fallback, { ...at, depth: at.depth + 1 }, tally);
};

const walkArguments = (name: string, values: readonly unknown[], at: At, tally: Tally): void => {
  for (const [index, value] of values.entries()) {
    const item = overItems.has(name) && index === 1;
    const loops = at.loops + (item ? 1 : 0);
    tally.loops = Math.max(tally.loops, loops);
    walk(value, { depth: at.depth + 1, loops, inItem: at.inItem || item }, tally);
  }
};

/** Nesting allowed in a calculation, and lists inside lists. */
export const logicLimits = { depth: deepest, loops: 2 };

/** Runs a rule over `{data, row}`: undefined when it gives nothing, a number that is none, or cannot be run on these data. */
export const runLogic = (logic: unknown, data: unknown, row: unknown): unknown => {
  let value: unknown;
  try {
    value = jsonLogic.apply(logic as jsonLogic.RulesLogic, { data, row });
  } catch {
    return undefined;
  }
  if (value === null || (typeof value === 'number' && !Number.isFinite(value))) return undefined;
  return value;
};
