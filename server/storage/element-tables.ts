import { createHash } from 'node:crypto';
import { columnType, type Dialect, quote, tableTail } from '#migrations/ddl.ts';
import { type ElementTable, elementColumn } from './element-rows.ts';
import { columnDdl, type ModuleColumn } from './module-columns.ts';

const nameLength = 24;
const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, nameLength);

/** The table of an index that begins with a field of many values; undefined where a column of it is not there. */
export const elementTable = (
  dialect: Dialect,
  module: string,
  declared: readonly string[],
  columnOf: (fact: string) => ModuleColumn | undefined,
): ElementTable | undefined => {
  const [list = '', ...rest] = declared;
  const facts = rest.filter((fact) => fact !== '$id' && fact !== '$version');
  const columns = facts.map(columnOf);
  if (columns.includes(undefined)) return undefined;
  const known = columns.filter((column) => column !== undefined);
  const version = rest.includes('$version');
  const name = `e_${digest([module, list, version, ...known.map((column) => column.name)].join())}`;
  return { name, dialect, path: list.split('.'), columns: known, version };
};

export const elementIndexName = ({ name }: ElementTable): string => `x_${digest(`${name}:index`)}`;

/** A record's rows go with it, whoever removes it. */
export const newElementTable = (module: string, table: ElementTable): string => {
  const { dialect, name, columns, version } = table;
  const parts = [
    `\`id\` ${columnType(dialect, 'id')}`,
    `${columnDdl(dialect, elementColumn).replace(/ null$/, ' not null')}`,
    ...(version ? [`\`version\` ${columnType(dialect, 'integer')}`] : []),
    ...columns.map((column) => columnDdl(dialect, column)),
    `primary key (\`id\`, ${quote(elementColumn.name)})`,
    `foreign key (\`id\`) references ${quote(module)} (\`id\`) on delete cascade`,
  ];
  const tail = dialect === 'sqlite' ? ' without rowid' : tableTail(dialect);
  return `create table if not exists ${quote(name)} (${parts.join(', ')})${tail}`;
};

/** Holds everything, so that nothing else is read. Made when every record has its rows. */
export const elementIndexColumns = ({ columns, version }: ElementTable): string[] => [
  elementColumn.name,
  ...columns.map(({ name }) => name),
  'id',
  ...(version ? ['version'] : []),
];
