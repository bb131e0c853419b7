import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Condition, ConditionOptions, FactType, FactTypes } from '#engine/condition/condition.ts';
import { type FactOperand, type PreparedLeaf, prepareLeaf } from '#engine/condition/leaf.ts';
import { type NormalForm, normalForm } from '#engine/condition/normal-form.ts';
import { regionPrefix } from '#engine/condition/operator/hierarchy.ts';
import type { Value } from '#engine/condition/value.ts';
import { shiftSql } from './shift-sql.ts';
import type { SqlDialect } from './sql-dialect.ts';

/**
 * `column` says where a fact lies. What it gives must be NULL or a value of the fact's type, written as
 * - text, ids, codes, regions, dates, instants: text. '' counts as missing. Of MariaDB columns utf8mb4_nopad_bin alone
 *   keeps its index, for that is the collation everything is compared in;
 * - integers, money: an integer; decimals: an integer, the value times 10^6; booleans: 1 or 0; ratios: the key ratioSql
 *   gives;
 * - codes, users, files, rows: the text of a JSON array.
 * jsonColumn gives such an expression for a path in a JSON document.
 */
export interface ConditionSqlOptions extends ConditionOptions {
  readonly column: (fact: string) => Expression<unknown>;
  readonly dialect: SqlDialect;
}

type Sql = RawBuilder<SqlBool>;

/** What the SQL of one leaf is made from. */
interface LeafSql {
  readonly dialect: SqlDialect;
  readonly type: FactType;
  readonly actual: Expression<unknown>;
  readonly operand: PreparedLeaf['operand'];
  /** The other fact, or the literal where it is one value. */
  readonly expected: Expression<unknown>;
}

/**
 * The rows for which the condition is true (`wanted` true) or false (`wanted` false); rows in neither set are unknown.
 * For use in `where`, and'ed or or'ed with others. Never negate it: ask for the other set.
 * @throws Error for a condition that checkCondition would refuse.
 */
export const conditionToSql = (
  condition: Condition,
  types: FactTypes,
  options: ConditionSqlOptions,
  wanted: boolean,
): Expression<SqlBool> => formToSql(normalForm(condition, wanted), types, options);

const formToSql = (form: NormalForm, types: FactTypes, options: ConditionSqlOptions): Sql => {
  if ('all' in form) return both(...form.all.map((item) => formToSql(item, types, options)));
  if ('any' in form) return either(...form.any.map((item) => formToSql(item, types, options)));
  return leafToSql(prepareLeaf(form.leaf, types, options), form.wanted, options);
};

const leafToSql = (leaf: PreparedLeaf, wanted: boolean, { column, dialect }: ConditionSqlOptions): Sql => {
  const { operand, type } = leaf;
  const write = writers[leaf.operator.key];
  if (!write) throw new Error(`${leaf.operator.key} has no SQL`);
  const expected =
    operand && 'fact' in operand
      ? otherFact(operand, column(operand.fact), dialect)
      : literal(operand?.literal ?? '', dialect);
  return write({ dialect, type, operand, actual: column(leaf.fact), expected }, wanted);
};

/** A decimal beside a ratio is doubled, as the key of a ratio is; a date is moved. */
const otherFact = (operand: FactOperand, value: Expression<unknown>, dialect: SqlDialect): Expression<unknown> => {
  if (operand.type === 'ratio') return sql`(2 * ${value})`;
  return operand.shift === undefined ? value : shiftSql(value, operand.shift, dialect);
};

const both = (...parts: readonly Sql[]): Sql => (parts.length === 0 ? always : sql`(${sql.join(parts, sql` and `)})`);
const either = (...parts: readonly Sql[]): Sql => (parts.length === 0 ? never : sql`(${sql.join(parts, sql` or `)})`);
const always: Sql = sql`1 = 1`;
const never: Sql = sql`1 = 0`;

const numeric = new Set<FactType>(['integer', 'decimal', 'ratio', 'money', 'boolean']);
const arrays = new Set<FactType>(['codes', 'users', 'files', 'rows']);
const isText = (type: FactType): boolean => !numeric.has(type) && !arrays.has(type);

/** An explicit collation on one side decides for both. SQLite compares BINARY by itself. */
const binary = (value: Expression<unknown>, { dialect, type }: LeafSql): Expression<unknown> =>
  dialect === 'mariadb' && isText(type) ? sql`${value} collate utf8mb4_nopad_bin` : value;

// better-sqlite3 binds no booleans; mysql2 sends a bigint as text, which MariaDB would compare as a rounded double.
const literal = (value: Value, dialect: SqlDialect): Expression<unknown> => {
  if (typeof value === 'bigint' && dialect === 'mariadb') return sql`cast(${String(value)} as signed)`;
  return sql`${typeof value === 'boolean' ? Number(value) : value}`;
};

const isOtherFact = ({ operand }: LeafSql): boolean => operand !== undefined && 'fact' in operand;

/** Rows in which both sides are known, so far as the comparison itself does not yield NULL for the others. */
const known = (leaf: LeafSql): Sql => {
  const sides = isOtherFact(leaf) ? [leaf.actual, leaf.expected] : [leaf.actual];
  return both(...sides.map((side) => knownSide(side, leaf)));
};

const knownSide = (value: Expression<unknown>, leaf: LeafSql): Sql => {
  if (arrays.has(leaf.type)) return sql`${arrayOf(value, leaf)} is not null`;
  return isText(leaf.type) ? sql`${value} <> ${binary(sql.lit(''), leaf)}` : sql`${value} is not null`;
};

/** The value where it is a JSON array, else NULL. A CASE, because the members of an AND run in any order. */
const arrayOf = (value: Expression<unknown>, { dialect }: Pick<LeafSql, 'dialect'>): Sql =>
  sql`(case when json_valid(${value}) then case json_type(${value}) when ${sql.lit(dialect === 'sqlite' ? 'array' : 'ARRAY')} then ${value} end end)`;

type Writer = (leaf: LeafSql, wanted: boolean) => Sql;

/** `holds` must be true or false wherever both sides are known. */
const predicate =
  (holds: (leaf: LeafSql) => Sql): Writer =>
  (leaf, wanted) =>
    both(wanted ? holds(leaf) : sql`not ${holds(leaf)}`, known(leaf));

/** A comparison and its opposite, written without `not` so that an index serves both. */
const comparison =
  (holds: string, fails: string): Writer =>
  (leaf, wanted) => {
    const operator = wanted ? holds : fails;
    const compared: Sql = sql`${leaf.actual} ${sql.raw(operator)} ${binary(leaf.expected, leaf)}`;
    return saysKnown(leaf, operator) ? both(compared) : both(compared, known(leaf));
  };

/** Whether a comparison can be true only where both sides are known: nothing but '' is a missing value that compares. */
const saysKnown = ({ type, operand }: LeafSql, operator: string): boolean =>
  numeric.has(type) || (operator === '=' && operand !== undefined && 'literal' in operand && operand.literal !== '');

const opposite =
  (write: Writer): Writer =>
  (leaf, wanted) =>
    write(leaf, !wanted);

const items = ({ operand }: LeafSql): readonly Value[] =>
  operand && 'literal' in operand && operand.literal instanceof Set ? [...operand.literal] : [];

const isIn: Writer = (leaf, wanted) => {
  if (isOtherFact(leaf)) return isInFact(leaf, wanted);
  const list = items(leaf).map((item) => binary(literal(item, leaf.dialect), leaf));
  if (list.length === 0) return wanted ? never : known(leaf);
  const compared: Sql = sql`${leaf.actual} ${sql.raw(wanted ? 'in' : 'not in')} (${sql.join(list)})`;
  const sure = numeric.has(leaf.type) || (wanted && !items(leaf).includes(''));
  return sure ? both(compared) : both(compared, known(leaf));
};

const isInFact = (leaf: LeafSql, wanted: boolean): Sql => {
  const list = arrayOf(leaf.expected, leaf);
  const found: Sql =
    leaf.dialect === 'sqlite'
      ? sql`exists (select 1 from json_each(${list}) item where item.value = ${leaf.actual})`
      : sql`json_contains(${list}, json_quote(${leaf.actual}))`;
  return both(wanted ? found : sql`not ${found}`, knownSide(leaf.actual, leaf), sql`${list} is not null`);
};

const between: Writer = (leaf, wanted) => {
  const [low, high] = leaf.operand && 'literal' in leaf.operand ? (leaf.operand.literal as readonly Value[]) : [];
  const [from, to] = [low ?? 0, high ?? 0].map((end) => binary(literal(end, leaf.dialect), leaf));
  return wanted
    ? both(sql`${leaf.actual} between ${from} and ${to}`, known(leaf))
    : both(sql`${leaf.actual} not between ${from} and ${to}`, known(leaf));
};

const contains = predicate((leaf) =>
  leaf.dialect === 'sqlite'
    ? sql`(instr(${leaf.actual}, ${leaf.expected}) > 0)`
    : sql`(locate(${binary(leaf.expected, leaf)}, ${leaf.actual}) > 0)`,
);

const startsWith: Writer = (leaf, wanted) => {
  if (isOtherFact(leaf)) return predicate((same) => startsWithText(same, same.expected))(leaf, wanted);
  return inRange(leaf, leaf.operand && 'literal' in leaf.operand ? String(leaf.operand.literal) : '', wanted);
};

const within: Writer = (leaf, wanted) => {
  if (isOtherFact(leaf)) return predicate((same) => startsWithText(same, regionPrefixSql(same.expected)))(leaf, wanted);
  const region = leaf.operand && 'literal' in leaf.operand ? String(leaf.operand.literal) : '';
  return inRange(leaf, regionPrefix(region), wanted);
};

const startsWithText = (leaf: LeafSql, prefix: Expression<unknown>): Sql => {
  const length = sql.raw(leaf.dialect === 'sqlite' ? 'length' : 'char_length');
  return sql`(substr(${leaf.actual}, 1, ${length}(${prefix})) = ${binary(prefix, leaf)})`;
};

/** Texts with a prefix lie between it and the next text of its length: a range, which an index serves. */
const inRange = (leaf: LeafSql, prefix: string, wanted: boolean): Sql => {
  const end = textAfter(prefix);
  const [above, below] = wanted ? ['>=', '<'] : ['<', '>='];
  const ends: Sql[] = [];
  if (prefix !== '') ends.push(sql`${leaf.actual} ${sql.raw(above)} ${binary(literal(prefix, leaf.dialect), leaf)}`);
  if (end !== undefined) ends.push(sql`${leaf.actual} ${sql.raw(below)} ${binary(literal(end, leaf.dialect), leaf)}`);
  return both(wanted ? both(...ends) : either(...ends), known(leaf));
};

/** The least text greater than all that start with `prefix`; undefined where there is none. */
const textAfter = (prefix: string): string | undefined => {
  const points = [...prefix];
  for (let last = points.pop(); last !== undefined; last = points.pop()) {
    const point = last.codePointAt(0) ?? 0;
    if (point === 0xd7ff) return `${points.join('')}\ue000`;
    if (point < 0x10ffff) return points.join('') + String.fromCodePoint(point + 1);
  }
  return undefined;
};

/** regionPrefix of engine/condition, in SQL. */
const regionPrefixSql = (region: Expression<unknown>): Sql =>
  sql`(case when replace(substr(${region}, 7), '0', '') <> ''
    then case when substr(${region}, 10) = '000' then substr(${region}, 1, 9) else ${region} end
    when substr(${region}, 1, 6) = '000000' then ''
    when substr(${region}, 3, 4) = '0000' then substr(${region}, 1, 2)
    when substr(${region}, 5, 2) = '00' then substr(${region}, 1, 4)
    else substr(${region}, 1, 6) end)`;

const jsonList = (leaf: LeafSql): Expression<unknown> =>
  isOtherFact(leaf) ? arrayOf(leaf.expected, leaf) : sql`${JSON.stringify(items(leaf))}`;

/** Text of which an id stands in a JSON list as it is written. */
const plainId = /^[A-Za-z0-9_.-]+$/;
/** More ids than these cost more to look for than the lists to read. */
const mostLookedFor = 8;

/** Whether the text of a list names one of a few ids at all: most lists need not be taken apart. */
const mayName = (leaf: LeafSql): readonly Sql[] => {
  const ids = items(leaf).map(String);
  if (isOtherFact(leaf) || ids.length === 0 || ids.length > mostLookedFor || !ids.every((id) => plainId.test(id)))
    return [];
  const quoted = ids.map((id) => sql`${`"${id}"`}`);
  return [
    either(
      ...quoted.map(
        (id): Sql =>
          leaf.dialect === 'sqlite' ? sql`instr(${leaf.actual}, ${id}) > 0` : sql`locate(${id}, ${leaf.actual}) > 0`,
      ),
    ),
  ];
};

const overlaps = (leaf: LeafSql): Sql =>
  leaf.dialect === 'sqlite'
    ? sql`exists (select 1 from json_each(${arrayOf(leaf.actual, leaf)}) item
        where item.value in (select other.value from json_each(${jsonList(leaf)}) other))`
    : sql`json_overlaps(${arrayOf(leaf.actual, leaf)}, ${jsonList(leaf)})`;

/** A list that is missing names nothing, so that what is found need not be asked whether it is there. */
const containsAny: Writer = (leaf, wanted) => {
  const found = both(...mayName(leaf), overlaps(leaf));
  return wanted && !isOtherFact(leaf) ? found : both(wanted ? found : sql`not ${found}`, known(leaf));
};

const containsAll = predicate((leaf) =>
  leaf.dialect === 'sqlite'
    ? sql`not exists (select 1 from json_each(${jsonList(leaf)}) other
        where other.value not in (select item.value from json_each(${arrayOf(leaf.actual, leaf)}) item))`
    : sql`json_contains(${arrayOf(leaf.actual, leaf)}, ${jsonList(leaf)})`,
);

const descendantOf: Writer = (leaf, wanted) => (arrays.has(leaf.type) ? containsAny : isIn)(leaf, wanted);

const exists: Writer = (leaf, wanted) => {
  const { actual, dialect } = leaf;
  if (arrays.has(leaf.type)) {
    const length = sql.raw(dialect === 'sqlite' ? 'json_array_length' : 'json_length');
    return sql`coalesce(${length}(${arrayOf(actual, leaf)}), 0) ${sql.raw(wanted ? '>' : '=')} 0`;
  }
  if (wanted) return knownSide(actual, leaf);
  const missing: Sql = sql`${actual} is null`;
  return isText(leaf.type) ? either(missing, sql`${actual} = ${binary(sql.lit(''), leaf)}`) : missing;
};

const writers: Readonly<Record<string, Writer>> = {
  equal: comparison('=', '<>'),
  notEqual: comparison('<>', '='),
  lessThan: comparison('<', '>='),
  lessThanInclusive: comparison('<=', '>'),
  greaterThan: comparison('>', '<='),
  greaterThanInclusive: comparison('>=', '<'),
  in: isIn,
  notIn: opposite(isIn),
  between,
  contains,
  startsWith,
  within,
  containsAny,
  containsNone: opposite(containsAny),
  containsAll,
  descendantOf,
  exists,
  absent: opposite(exists),
};
