import writeExcelFile from 'write-excel-file/node';
import type { TableRow } from '#engine/import/cell.ts';
import { planImport } from '#engine/import/plan.ts';
import { type Language, translate } from '#engine/message/translate.ts';
import { problem } from '#engine/problem.ts';
import { neutralizeCell } from '#engine/text/neutralize-cell.ts';
import type { Context } from '../../command/context.ts';
import { openTable } from '../../command/import/open-table.ts';
import { ownRun } from '../../command/import/start-import.ts';
import { importIssues, isNote } from '../../storage/import-runs.ts';
import { shownIssue } from './read-import-run.ts';

/** Issues that one sheet carries. */
const mostIssues = 20_000;

/** The rows that were not taken, as the file has them, each with its line and what is wrong: to be put right and sent again. */
export const importErrors = async (
  context: Context,
  { id, language }: { readonly id: string; readonly language: Language },
): Promise<Buffer> => {
  const run = await ownRun(context, id);
  const definition = context.catalog.definitions.import.get(run.import);
  if (definition === undefined) throw problem('not-found');
  const rows = await importIssues(context.storage.read, { run: id, skip: 0, limit: mostIssues });
  const reasons = new Map<number, string[]>();
  for (const row of rows.filter((one) => !isNote(one))) {
    const { line, column, message } = shownIssue(row, language);
    reasons.set(line, [...(reasons.get(line) ?? []), column === '' ? message : `${column}: ${message}`]);
  }
  const table = await openTable(context, run, planImport(context.catalog, definition));
  const words = (code: string): string => translate({ path: '', code }, language);
  const heads = [...table.titles, words('import.report.line'), words('import.report.reason')].map(bold);
  const lines = [];
  for await (const row of table.rows()) {
    const found = reasons.get(row.line);
    if (found !== undefined) lines.push(lineOf(row, table.titles.length, found));
    if (lines.length === reasons.size) break;
  }
  return await writeExcelFile([heads, ...lines]).toBuffer();
};

const text = (value: string) => ({ type: String, value: neutralizeCell(value) });
const bold = (value: string) => ({ ...text(value), fontWeight: 'bold' as const });

const lineOf = ({ line, cells }: TableRow, width: number, reasons: readonly string[]) => [
  ...Array.from({ length: width }, (_, index) => text(cells[index]?.text ?? '')),
  text(String(line)),
  text(reasons.join('; ')),
];
