import { sql } from 'kysely';
import type { CompiledModule } from '#engine/definition/catalog.ts';
import { getPath } from '#engine/json.ts';
import { type Language, translate } from '#engine/message/translate.ts';
import { neutralizeCell } from '#engine/text/neutralize-cell.ts';
import type { Context } from '../command/context.ts';
import { type ListQuery, reachedRecords } from './list-records.ts';
import { viewOf } from './list-view.ts';
import { namesOf } from './names-of.ts';
import { type PresentedRecord, presentRecord, type RecordRow } from './present-record.ts';
import { inLanguage, showValue } from './show-value.ts';

/** More rows than this are no list for a person. */
const exportLimit = 10_000;

interface Column {
  readonly title: string;
  readonly show: (record: PresentedRecord) => string;
}

const systemColumns = (
  language: Language,
  names: (id: string) => { name: string },
): Record<string, (record: PresentedRecord) => string> => ({
  $state: (record) => inLanguage(record.metadata.stateTitle as never, language),
  $owner: (record) => names(record.owner).name,
  $organization: (record) => record.organization,
  $created: (record) => record.created,
  $modified: (record) => record.modified,
  $due: (record) => String(record.metadata.due ?? ''),
  $title: (record) => String(record.metadata.title),
  $regime: (record) => String(record.metadata.regime),
});

const columnsOf = (
  context: Context,
  module: CompiledModule,
  language: Language,
  names: (id: string) => { name: string },
  chosen: readonly string[],
): Column[] => {
  const system = systemColumns(language, names);
  return chosen.map((name) => {
    const own = system[name];
    if (own) return { title: translate({ path: '', code: `column.${name.slice(1)}` }, language), show: own };
    const field = module.fields.get(name);
    return {
      title: field ? inLanguage(field.title, language) : name,
      show: (record) => showValue(context, field, getPath(record.data, name), language),
    };
  });
};

/** The list the actor sees as a spreadsheet: the same scope, filters and masks; a cell can never be a formula. */
export const exportRecords = async (context: Context, query: ListQuery, language: Language): Promise<Buffer> => {
  const module = context.catalog.module(query.module);
  const reached = await reachedRecords(context, module, { ...query, operation: 'export' });
  const { rows } =
    await sql<RecordRow>`select r.*, m.data as data ${reached} order by r.modified_at desc, r.id desc limit ${sql.lit(exportLimit)}`.execute(
      context.storage.read,
    );
  const names = await namesOf(
    context,
    rows.map((row) => row.owner),
  );
  const chosen = viewOf(context, module, query.filters)?.columns ?? module.definition.list.columns;
  const columns = columnsOf(context, module, language, names, chosen);
  const heads = columns.map((column) => ({ value: neutralizeCell(column.title), fontWeight: 'bold' as const }));
  const lines = rows.map((row) => {
    const record = presentRecord(context, row);
    return columns.map((column) => ({ type: String, value: neutralizeCell(column.show(record)) }));
  });
  // Loaded with the first export: a server that only lists keeps the memory.
  const { default: writeExcelFile } = await import('write-excel-file/node');
  return await writeExcelFile([heads, ...lines]).toBuffer();
};
