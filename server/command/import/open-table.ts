import type { TableRow } from '#engine/import/cell.ts';
import type { ImportPlan } from '#engine/import/plan.ts';
import type { ImportRunRow } from '../../storage/import-runs.ts';
import type { Context } from '../context.ts';
import { BadFile } from './sheet/bad-file.ts';
import { limits } from './sheet/limits.ts';
import { readDelimited } from './sheet/read-delimited.ts';
import { readXlsx, type SheetRow } from './sheet/read-xlsx.ts';

export interface Table {
  readonly from1904: boolean;
  /** Words of the first line. */
  readonly titles: readonly string[];
  /** Where each column of the plan stands; -1 for one the file does not have. */
  readonly heads: readonly number[];
  /** The rows that hold anything, in the order of the file. @throws BadFile */
  readonly rows: () => AsyncGenerator<TableRow>;
}

/** Opens the file of a run; its rows are read as they are asked for. @throws BadFile */
export const openTable = async (
  { services }: Context,
  run: Pick<ImportRunRow, 'file' | 'format'>,
  plan: ImportPlan,
): Promise<Table> => {
  const bytes = await services.files.bytes(run.file);
  const sheet = run.format === 'xlsx' ? await readXlsx(bytes) : readDelimited(bytes);
  const titles = await firstLine(sheet.rows());
  return { from1904: sheet.from1904, titles, heads: headsOf(plan, titles), rows: () => dataRows(sheet.rows()) };
};

const isFilled = ({ cells }: SheetRow): boolean =>
  cells.some((cell) => cell !== undefined && (cell.kind === 'formula' || cell.text.trim() !== ''));

const firstLine = async (rows: AsyncGenerator<SheetRow>): Promise<string[]> => {
  for await (const row of rows) if (isFilled(row)) return Array.from(row.cells, (cell) => titleText(cell?.text ?? ''));
  throw new BadFile('import.emptyFile');
};

/** The mark of what must be filled may stand before or behind a head. */
const titleText = (text: string): string => text.replaceAll(/[*\uFEFF]/g, '').trim();

const headsOf = ({ columns }: ImportPlan, titles: readonly string[]): number[] => {
  const heads = columns.map(({ column }) => titles.indexOf(column.column));
  const missing = columns.find(({ column }, index) => column.required === true && heads[index] === -1);
  if (missing !== undefined)
    throw new BadFile('import.missingColumn', { column: missing.column.column, heads: titles.filter(Boolean) });
  return heads;
};

async function* dataRows(rows: AsyncGenerator<SheetRow>): AsyncGenerator<TableRow> {
  let count = -1;
  for await (const row of rows) {
    if (!isFilled(row)) continue;
    count += 1;
    if (count === 0) continue;
    if (count > limits.rows) throw new BadFile('import.tooManyRows', { limit: limits.rows });
    yield row;
  }
}
