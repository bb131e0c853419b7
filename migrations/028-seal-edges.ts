import { columnType, type Dialect } from './ddl.ts';

/** A seal may stand across the edges of pages, of a paper or of a bound volume: how many pages, and which binding. */
export const sealEdges = (d: Dialect): string[] =>
  Object.entries({ edges: 'integer?', print_run: 'id?' }).map(
    ([column, word]) =>
      `alter table \`seal_use\` add column ${d === 'sqlite' ? '' : 'if not exists '}\`${column}\` ${columnType(d, word)}`,
  );
