import type { FactType } from '#engine/condition/condition.ts';
import { decimalScale } from '#engine/condition/value.ts';
import { ratioSql } from './ratio-sql.ts';
import type { SqlDialect } from './sql-dialect.ts';

/**
 * SQL of a field at a dotted path in the JSON document `data` (a column as SQL, such as `m.data`), in the form
 * conditionToSql asks of a column: NULL where the field is missing or not of its type, decimals as integers times 10^6,
 * booleans as 1 or 0. It holds no parameters, so that it serves as a generated column too.
 * @throws Error for a path that is not made of identifiers and numbers.
 */
export const jsonColumn = (dialect: SqlDialect, data: string, path: string, type: FactType): string => {
  if (type === 'ratio') return ratioColumn(dialect, data, path);
  const place = `'${jsonPath(path)}'`;
  return dialect === 'sqlite' ? sqlite(data, place, type) : mariadb(data, place, type);
};

/** A decimal counts as a ratio too. */
const ratioColumn = (dialect: SqlDialect, data: string, path: string): string => {
  const part = (name: string): string => jsonColumn(dialect, data, `${path}.${name}`, 'integer');
  const key = ratioSql(dialect, part('numerator'), part('denominator'));
  return `coalesce(${key}, 2 * ${jsonColumn(dialect, data, path, 'decimal')})`;
};

const identifier = /^[A-Za-z_][A-Za-z0-9_]*$/;

const jsonPath = (path: string): string =>
  path.split('.').reduce((json, part) => {
    if (/^\d{1,6}$/.test(part)) return `${json}[${Number(part)}]`;
    if (!identifier.test(part)) throw new Error(`not a field path: ${path}`);
    return `${json}.${part}`;
  }, '$');

const maxInteger = 9_007_199_254_740_991n;
const scale = 10n ** BigInt(decimalScale);
const day = (text: string): string =>
  `substr(${text}, 6, 2) between '01' and '12' and substr(${text}, 9, 2) between '01' and '31'`;

const sqlite = (data: string, place: string, type: FactType): string => {
  const kind = `json_type(${data}, ${place})`;
  const value = `json_extract(${data}, ${place})`;
  const text = (guard: string): string => `(case when ${kind} = 'text' and ${guard} then ${value} end)`;
  switch (type) {
    case 'integer':
    case 'money':
      return `(case when ${kind} = 'integer' and ${value} between -${maxInteger} and ${maxInteger} then ${value} end)`;
    case 'boolean':
      return `(case ${kind} when 'true' then 1 when 'false' then 0 end)`;
    case 'decimal':
      return sqliteDecimal(`trim(${data} -> ${place}, '"')`);
    case 'date':
      return text(`${value} glob '${sqliteDate}' and ${day(value)}`);
    case 'instant':
      return text(`${value} glob '${sqliteInstant}' and ${day(value)} and substr(${value}, 12, 2) < '24'`);
    case 'region':
      return text(`${value} not glob '*[^0-9]*' and length(${value}) in (6, 9, 12)`);
    case 'codes':
    case 'users':
    case 'files':
    case 'rows':
      return `(case ${kind} when 'array' then ${value} end)`;
    default:
      return text(`${value} <> ''`);
  }
};

const digits = (count: number): string => '[0-9]'.repeat(count);
const sqliteDate = `${digits(4)}-${digits(2)}-${digits(2)}`;
const sqliteInstant = `${sqliteDate}T${digits(2)}:[0-5][0-9]:[0-5][0-9].${digits(3)}Z`;

/** SQLite has no decimals: the digits themselves are put together, the fraction filled up with zeros. */
const sqliteDecimal = (text: string): string => {
  const unsigned = `ltrim(substr(${text}, 1, 1), '-') || substr(${text}, 2)`;
  const point = `instr(${text} || '.', '.')`;
  const fraction = `replace(substr(${text}, ${point} + 1), '.', '')`;
  const whole = `substr(${text}, 1, ${point} - 1)`;
  const guard = [
    `${unsigned} glob '[0-9]*'`,
    `${unsigned} not glob '*[^0-9.]*'`,
    `${unsigned} not glob '*.*.*'`,
    `${unsigned} not glob '*.'`,
    `length(ltrim(substr(${whole}, 1, 1), '-') || substr(${whole}, 2)) <= 12`,
    `length(${fraction}) <= ${decimalScale}`,
  ].join(' and ');
  const padded = `substr(${fraction} || '${'0'.repeat(decimalScale)}', 1, ${decimalScale})`;
  return `(case when ${guard} then cast(${whole} || ${padded} as integer) end)`;
};

const mariadb = (data: string, place: string, type: FactType): string => {
  const kind = `json_type(json_extract(${data}, ${place}))`;
  const value = `json_value(${data}, ${place})`;
  const text = (guard: string): string => `(case when ${kind} = 'STRING' and ${guard} then ${value} end)`;
  const matching = (shape: string): string => text(`${value} regexp '^${shape}$'`);
  switch (type) {
    case 'integer':
    case 'money':
      // JSON_TYPE calls 1e-7 an INTEGER.
      return `(case when ${kind} = 'INTEGER' and ${value} regexp '^-?[0-9]{1,16}$' and cast(${value} as decimal(30)) between -${maxInteger} and ${maxInteger} then cast(${value} as signed) end)`;
    case 'boolean':
      return `(case when ${kind} = 'BOOLEAN' then ${value} in ('1', 'true') end)`;
    case 'decimal':
      return `(case when ${kind} in ('STRING', 'INTEGER', 'DOUBLE') and ${value} regexp '^-?[0-9]{1,12}([.][0-9]{1,${decimalScale}})?$' then cast(cast(${value} as decimal(18, ${decimalScale})) * ${scale} as signed) end)`;
    case 'date':
      return matching(mariadbDate);
    case 'instant':
      return matching(`${mariadbDate}T([01][0-9]|2[0-3])(:[0-5][0-9]){2}[.][0-9]{3}Z`);
    case 'region':
      return matching('[0-9]{6}([0-9]{3}){0,2}');
    case 'codes':
    case 'users':
    case 'files':
    case 'rows':
      return `(case when ${kind} = 'ARRAY' then json_extract(${data}, ${place}) end)`;
    default:
      return text(`${value} <> ''`);
  }
};

const mariadbDate = '[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])';
