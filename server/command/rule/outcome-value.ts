import { type DateRange, windowRange } from '#engine/aggregate/window.ts';
import type { CompiledModule } from '#engine/definition/catalog.ts';
import { getPath, isObject } from '#engine/json.ts';
import { readEach } from '#engine/rule/subject-facts.ts';
import type { RuleSource } from '#engine/schema/types.gen.ts';
import { all, asJson, moduleTableName } from '../../storage/db.ts';
import { ancestorsOf } from '../../storage/organizations.ts';
import type { Unit } from '../unit.ts';
import type { SubjectWork } from './subject-work.ts';

/** The value an outcome asks for; undefined where there is none. */
export const outcomeValue = async (unit: Unit, work: SubjectWork, source: RuleSource): Promise<unknown> => {
  const { subject, result } = work;
  if ('literal' in source) return source.literal;
  if ('fact' in source) return subject.facts[source.fact];
  if ('group' in source) return subject.group[source.group] ?? undefined;
  if ('each' in source) return readEach(subject.each, source.each);
  if ('asOf' in source) return work.asOf;
  if ('from' in source) return (await windowOf(unit, work, source.from))?.from;
  if ('to' in source) return (await windowOf(unit, work, source.to))?.to;
  if ('rules' in source) return result.outcomes.filter(({ unknown }) => !unknown).map(({ rule }) => rule);
  const ids = (subject.counted[source.records] ?? []).map(({ id }) => id);
  return source.row === undefined ? ids : await rowsOf(unit, work, { ...source, row: source.row }, ids);
};

/** The days an aggregate counted in; nothing where there is no such aggregate. */
const windowOf = async (unit: Unit, work: SubjectWork, key: string): Promise<DateRange | undefined> => {
  const { catalog, asOf, subject } = work;
  const aggregate = catalog.definitions.aggregate.get(key);
  if (aggregate === undefined) return undefined;
  const { each } = subject;
  const organizations = each && (await ancestorsOf(unit.db, each.organization));
  return windowRange(aggregate.window, {
    asOf,
    parameters: catalog.definitions.parameter,
    ...(each && { each: (path: string) => readEach(each, path) }),
    ...(organizations && {
      organizationChain: organizations.map(({ id, level, region }) => ({ id, level, region })),
    }),
  });
};

/** One row a record counted, each cell from a field of that record. */
const rowsOf = async (
  unit: Unit,
  work: SubjectWork,
  { records: key, row }: { readonly records: string; readonly row: Readonly<Record<string, string>> },
  ids: readonly string[],
): Promise<unknown[]> => {
  const module = work.catalog.definitions.aggregate.get(key)?.source;
  if (module === undefined || ids.length === 0) return [];
  const found = await all<{ id: string; organization: string; state: string; data: unknown }>(
    unit.db,
    `select id, organization, state, data from \`${moduleTableName(module)}\` where id in (${ids.map(() => '?').join(', ')}) order by id`,
    ids,
  );
  return found.map((record) => {
    const system: Readonly<Record<string, unknown>> = {
      $id: record.id,
      $organization: record.organization,
      $state: record.state,
    };
    const data = asJson(record.data);
    const cell = (path: string): unknown => (path.startsWith('$') ? system[path] : getPath(data, path));
    return Object.fromEntries(Object.entries(row).map(([name, path]) => [name, cell(path) ?? null]));
  });
};

/** A value as a field of the module holds it: a ratio in a decimal field is a decimal of four places, cut off. */
export const asField = (module: CompiledModule, field: string, value: unknown): unknown => {
  const isRatio = isObject(value) && typeof value.numerator === 'number' && typeof value.denominator === 'number';
  if (!isRatio || module.fields.get(field)?.type !== 'decimal') return value;
  const scaled = (BigInt(value.numerator as number) * 10_000n) / BigInt(value.denominator as number);
  const digits = String(scaled < 0n ? -scaled : scaled).padStart(5, '0');
  return `${scaled < 0n ? '-' : ''}${digits.slice(0, -4)}.${digits.slice(-4)}`;
};
