import type { DueInput } from '../deadline/due-input.ts';
import { dueUnder } from '../deadline/due-under.ts';
import { canonicalJson, getPath, isObject } from '../json.ts';
import { formatNumber, type NumberValues } from '../numbering/format.ts';
import { parameterIn } from '../parameter/profile.ts';
import { deriveFacts } from '../rule/derive-facts.ts';
import { evaluateRuleSet } from '../rule/evaluate.ts';
import { expandLadders } from '../rule/expand-ladders.ts';
import type { RuleSet, RuleSetResult } from '../rule/rule-set.ts';
import type { GoldenDefinition, RuleSetDefinition } from '../schema/types.gen.ts';
import type { Catalog } from './catalog.ts';

export interface GoldenResult {
  readonly golden: string;
  readonly module: string;
  readonly case: string;
  readonly ok: boolean;
  readonly expected: unknown;
  /** Only the members that were expected; `{error}` when the case could not be run. */
  readonly actual: unknown;
}

/** Runs the golden cases of a catalog against its own definitions. */
export const runGolden = async (
  catalog: Catalog,
  wanted: (golden: GoldenDefinition) => boolean = () => true,
): Promise<GoldenResult[]> => {
  const results: GoldenResult[] = [];
  for (const golden of catalog.definitions.golden.values()) {
    if (!wanted(golden)) continue;
    for (const one of golden.cases) {
      const actual = await run(catalog, golden, one.given);
      const ok = canonicalJson(normal(actual)) === canonicalJson(normal(one.expect));
      results.push({ golden: golden.key, module: golden.module, case: one.name, ok, expected: one.expect, actual });
    }
  }
  return results;
};

type Given = Readonly<Record<string, unknown>>;
type Run = (catalog: Catalog, key: string, given: Given) => Given | Promise<Given>;

const run = async (catalog: Catalog, { target }: GoldenDefinition, given: Given): Promise<Given> => {
  try {
    return await runs[target.kind](catalog, target.key, given);
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
};

/** Lists of rules are sets, and an empty one reads like none. */
const normal = (value: unknown): unknown =>
  isObject(value)
    ? Object.fromEntries(
        Object.entries(value)
          .map(([name, member]): [string, unknown] => [name, Array.isArray(member) ? [...member].sort() : member])
          .filter(([, member]) => !(typeof member === 'object' && member !== null && Object.keys(member).length === 0)),
      )
    : value;

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const needed = <T>(value: T | undefined, what: string): T => {
  if (value === undefined) throw new Error(`no ${what}`);
  return value;
};

const runRuleSet: Run = async (catalog, key, given) => {
  const ruleSet = expandLadders(needed(catalog.definitions.ruleset.get(key), `rule set ${key}`));
  const data = isObject(given.data) ? given.data : {};
  const today = textOf(given.today) ?? textOf(given.date) ?? '';
  const regime = textOf(given.regime) ?? null;
  const known: Given = { $today: today, $asOf: today, $regime: regime, $state: given.state, $now: given.now };
  const facts = deriveFacts(ruleSet, {
    read: (path) => {
      if (path.startsWith('$')) return known[path];
      return path.startsWith('input.') ? getPath(given.input ?? data, path.slice(6)) : getPath(data, path);
    },
    parameters: catalog.definitions.parameter,
    calendars: catalog.definitions.calendar,
    regime,
    given: { ...factsOfEach(ruleSet, given.each), ...(isObject(given.facts) && given.facts) },
  });
  return decided(await evaluateRuleSet(ruleSet as unknown as RuleSet, facts, { regime, date: today }));
};

/** The facts a rule set reads from the record it is asked for. */
const factsOfEach = ({ facts }: Pick<RuleSetDefinition, 'facts'>, each: unknown): Given =>
  Object.fromEntries(
    Object.entries(facts).flatMap(([name, { each: path }]) => {
      const value = path === undefined ? undefined : getPath(each, path);
      return value === undefined ? [] : [[name, value]];
    }),
  );

/** The outcomes by type: what is set, the rules that block, warn or ask a person, and those that make or move records. */
const decided = ({ outcomes }: RuleSetResult): Given => {
  const rules = (type: string) => outcomes.filter((outcome) => outcome.type === type).map((outcome) => outcome.rule);
  const set = outcomes.flatMap((outcome) =>
    outcome.set === undefined ? [] : [[outcome.set.field, outcome.set.value]],
  );
  const made = outcomes.filter(({ type, level }) => ['create', 'level', 'act'].includes(type) && level !== null);
  const level = made.find((outcome) => outcome.level !== undefined)?.level;
  return {
    set: Object.fromEntries(set),
    block: rules('block'),
    warn: rules('warn'),
    task: rules('task'),
    hit: made.map(({ rule }) => rule),
    ...(level !== undefined && { level }),
  };
};

const dimensionsOf = (given: Given): Record<string, string> => {
  const named = isObject(given.dimensions) ? given.dimensions : {};
  const all = { ...(typeof given.regime === 'string' ? { regime: given.regime } : {}), ...named };
  return Object.fromEntries(Object.entries(all).map(([name, value]) => [name, String(value)]));
};

const runDeadline: Run = (catalog, key, given) => {
  const due = dueUnder(catalog.definitions, {
    deadline: key,
    start: needed(textOf(given.start), 'start'),
    dimensions: dimensionsOf(given),
    ...(Array.isArray(given.pauses) && { pauses: given.pauses as NonNullable<DueInput['pauses']> }),
    ...(Array.isArray(given.extensions) && { extensions: given.extensions as NonNullable<DueInput['extensions']> }),
  });
  return { due: needed(due, 'length in force').due };
};

const runParameter: Run = (catalog, key, given) => {
  needed(catalog.definitions.parameter.get(key), `parameter ${key}`);
  const date = needed(textOf(given.date), 'date');
  const question = { date, dimensions: dimensionsOf(given) };
  return { value: parameterIn(catalog.definitions.parameter, key, question)?.value ?? null };
};

const runNumbering: Run = (catalog, key, given) => {
  const numbering = needed(catalog.definitions.numbering.get(key), `numbering ${key}`);
  const regime = textOf(given.regime) ?? '';
  const pattern = numbering.patterns?.[regime] ?? numbering.pattern;
  const { year, yyyy = year, ...tokens } = given;
  return { text: formatNumber(pattern, { ...tokens, yyyy } as NumberValues) };
};

const runs: Readonly<Record<GoldenDefinition['target']['kind'], Run>> = {
  ruleset: runRuleSet,
  deadline: runDeadline,
  parameter: runParameter,
  numbering: runNumbering,
};
