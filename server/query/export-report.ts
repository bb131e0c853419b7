import { type Language, translate } from '#engine/message/translate.ts';
import type { Title } from '#engine/schema/types.gen.ts';
import { formatMoney } from '#engine/text/money.ts';
import { neutralizeCell } from '#engine/text/neutralize-cell.ts';
import type { Context } from '../command/context.ts';
import { type ReportAnswer, type ReportQuery, runReport } from './run-report.ts';
import { inLanguage } from './show-value.ts';

type Measure = ReportAnswer['measures'][number];
type Cell = { readonly type: StringConstructor | NumberConstructor; readonly value: string | number } | null;

const word = (code: string, language: Language): string => translate({ path: '', code }, language);

const text = (value: string) => ({ type: String, value: neutralizeCell(value) });

/** Numbers stay numbers, so that a spreadsheet can go on with them; money is exact text in yuan. */
const cell = (measure: Measure, value: number | null | undefined): Cell => {
  if (value === null || value === undefined) return null;
  if ((measure.function === 'sum' || measure.function === 'total') && measure.type === 'money')
    return text(formatMoney(value));
  return { type: Number, value };
};

const heads = (report: ReportAnswer, language: Language): string[] => {
  const before = word(`report.previous.${report.compare}`, language);
  const name = (title: Title) => inLanguage(title, language);
  return [
    report.groupTitle === null ? word(`column.${report.groupBy.slice(1)}`, language) : name(report.groupTitle),
    ...report.measures.flatMap(({ title }) =>
      report.previous === null ? [name(title)] : [name(title), `${name(title)} ${before}`],
    ),
  ];
};

type Row = Pick<ReportAnswer['rows'][number], 'values' | 'previous'>;

const figures = (report: ReportAnswer, { values, previous }: Row): Cell[] =>
  report.measures.flatMap((measure) =>
    report.previous === null
      ? [cell(measure, values[measure.key])]
      : [cell(measure, values[measure.key]), cell(measure, previous?.[measure.key])],
  );

/** The figures of a report as a spreadsheet: what the actor sees, with the sum of all below. */
export const exportReport = async (context: Context, query: ReportQuery, language: Language): Promise<Buffer> => {
  const report = await runReport(context, query);
  const lines = [
    heads(report, language).map((value) => ({ ...text(value), fontWeight: 'bold' as const })),
    ...report.rows.map((row) => [text(inLanguage(row.title, language)), ...figures(report, row)]),
    [text(word('report.total', language)), ...figures(report, report.totals)],
  ];
  // Loaded with the first export: a server that only lists keeps the memory.
  const { default: writeExcelFile } = await import('write-excel-file/node');
  return await writeExcelFile(lines).toBuffer();
};
