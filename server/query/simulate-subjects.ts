import type { Catalog } from '#engine/definition/catalog.ts';
import { isObject } from '#engine/json.ts';
import { problem } from '#engine/problem.ts';
import type { ParameterDefinition, RuleSetDefinition } from '#engine/schema/types.gen.ts';
import { isCivilDate, toCivilDate } from '#engine/time.ts';
import type { Context } from '../command/context.ts';
import { compareSweeps } from './rule/compare-surveys.ts';
import { eachFields } from './rule/each-fields.ts';
import { eachRecords } from './rule/each-records.ts';
import { evaluateEach } from './rule/evaluate-subjects.ts';
import type { RecordSource } from './rule/select-records.ts';

export interface SubjectSimulation {
  /** The subject by its keys; all of them when absent. */
  readonly subject?: Readonly<Record<string, unknown>>;
  /** Of the records the rule set is asked for only this one. */
  readonly each?: string;
  /** Values taken instead of those in force. */
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** Values tried in the records the rule set is asked for, by id and path. */
  readonly records?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly asOf?: string;
}

interface Asked {
  readonly catalog: Catalog;
  readonly ruleSet: RuleSetDefinition;
  /** What is compared with: the definitions in force, where those asked are a draft's. */
  readonly before?: Catalog;
}

const mostShown = 200;

/**
 * What a rule set over many records says of one subject, or whom it would hit with other parameter values: who comes in
 * addition, who falls away, who changes level. Nothing is stored.
 */
export const simulateSubjects = async (
  context: Context,
  { catalog, ruleSet, before = catalog }: Asked,
  { subject, each, parameters = {}, records = {}, asOf = toCivilDate(context.now) }: SubjectSimulation,
) => {
  if (!isCivilDate(asOf)) throw problem('invalid-input', { issues: [{ path: '/asOf', code: 'type' }] });
  const tried = withParameters(catalog, parameters);
  const edited = editsOf(catalog, ruleSet, records);
  const { storage, now } = context;
  const source = { db: storage.read, wide: storage.wide, dialect: storage.dialect, now };
  if (subject !== undefined) {
    const place = { ...source, catalog: tried, edited };
    return {
      asOf,
      decisions: await decideOne(place, ruleSet, { asOf, group: textsOf(subject), ...(each && { each }) }),
    };
  }
  const compared = await compareSweeps(source, { before, after: tried }, ruleSet.key, { asOf, edited });
  if (compared === undefined) throw problem('not-found');
  const { changes, ...rest } = compared.comparison;
  return { ...rest, changes: changes.slice(0, mostShown), truncated: changes.length > mostShown };
};

/** Only fields the rule set reads can be tried. */
const editsOf = (
  catalog: Catalog,
  ruleSet: RuleSetDefinition,
  records: NonNullable<SubjectSimulation['records']>,
): NonNullable<RecordSource['edited']> => {
  const fields = eachFields(catalog, ruleSet);
  const issues = Object.entries(records).flatMap(([id, values]) =>
    Object.keys(values)
      .filter((path) => !fields.has(path))
      .map((path) => ({ path: `/records/${id}/${path}`, code: 'query.unknownField', params: { field: path } })),
  );
  if (issues.length > 0) throw problem('invalid-input', { issues });
  return new Map(Object.entries(records));
};

interface One {
  readonly asOf: string;
  readonly group: Readonly<Record<string, string>>;
  readonly each?: string;
}

const decideOne = async (
  source: Parameters<typeof evaluateEach>[0],
  ruleSet: RuleSetDefinition,
  { asOf, group, each: wanted }: One,
) => {
  const decisions: object[] = [];
  for await (const each of eachRecords(source, ruleSet)) {
    if (wanted !== undefined && each?.id !== wanted) continue;
    const evaluated = await evaluateEach(source, ruleSet, { asOf, group, ...(each && { each }) });
    for (const { facts, counted, group: found } of evaluated.subjects)
      decisions.push({
        each: each?.id ?? null,
        group: found,
        facts,
        counted,
        parameters: evaluated.parameters(),
        ...evaluated.decide(facts),
      });
  }
  return decisions;
};

const textsOf = (subject: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(Object.entries(subject).filter((one): one is [string, string] => typeof one[1] === 'string'));

type Row = Pick<ParameterDefinition['values'][number], 'when' | 'value'>;

/** A value for each of several dimensions, instead of one for everybody. */
const isTable = (value: unknown): value is Row[] =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((row) => isObject(row) && isObject(row.when) && 'value' in row);

const ofAllDays = ({ when, value }: Row) => ({ from: '0001-01-01', value, ...(when && { when }) });

/** The definitions with other values of some parameters, on every date; one value for everybody, or a table. */
const withParameters = (catalog: Catalog, values: Readonly<Record<string, unknown>>): Catalog => {
  const entries = Object.entries(values);
  if (entries.length === 0) return catalog;
  const parameter = new Map(catalog.definitions.parameter);
  for (const [key, value] of entries) {
    const known = parameter.get(key);
    if (known === undefined)
      throw problem('invalid-input', {
        issues: [{ path: `/parameters/${key}`, code: 'query.unknownField', params: { field: key } }],
      });
    const [first = { value }, ...more] = isTable(value) ? value : [];
    parameter.set(key, { ...known, values: [ofAllDays(first), ...more.map(ofAllDays)] });
  }
  return { ...catalog, definitions: { ...catalog.definitions, parameter } };
};
