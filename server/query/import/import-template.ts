import writeExcelFile from 'write-excel-file/node';
import type { Catalog } from '#engine/definition/catalog.ts';
import { type PlannedColumn, planImport } from '#engine/import/plan.ts';
import { type Language, translate } from '#engine/message/translate.ts';
import { problem } from '#engine/problem.ts';
import { neutralizeCell } from '#engine/text/neutralize-cell.ts';
import type { Context } from '../../command/context.ts';
import { requireImport } from '../../command/import/receive-import.ts';
import { inLanguage } from '../show-value.ts';

/** Choices of one column that the template lists. */
const mostChoices = 3000;

/** An empty table with the heads of an import, and a sheet that says what each column takes. */
export const importTemplate = async (
  context: Context,
  { key, language }: { readonly key: string; readonly language: Language },
): Promise<Buffer> => {
  const definition = context.catalog.definitions.import.get(key);
  if (definition === undefined) throw problem('not-found');
  requireImport(context, definition);
  const { columns } = planImport(context.catalog, definition);
  const words = (code: string): string => translate({ path: '', code }, language);
  const heads = columns.map(({ column }) => bold(column.required === true ? `${column.column}*` : column.column));
  const examples = columns.map(({ column }) => text(column.example ?? ''));
  const explained = columns.map((planned) => [
    text(planned.column.column),
    text(planned.column.required === true ? '*' : ''),
    text(kindWords(planned, words) + (planned.column.hint ? ` ${inLanguage(planned.column.hint, language)}` : '')),
    text(choicesOf(context.catalog, planned, language).slice(0, 20).join(' / ')),
  ]);
  const listed = columns.filter((planned) => choicesOf(context.catalog, planned, language).length > 0);
  return await writeExcelFile([
    {
      sheet: inLanguage(definition.title, language).slice(0, 31),
      data: examples.some(({ value }) => value !== '') ? [heads, examples] : [heads],
      columns: columns.map(() => ({ width: 18 })),
      stickyRowsCount: 1,
    },
    {
      sheet: words('import.words.title'),
      data: [
        ['column', 'required', 'kind', 'allowed'].map((name) => bold(words(`import.words.${name}`))),
        ...explained,
      ],
      columns: [{ width: 22 }, { width: 8 }, { width: 36 }, { width: 60 }],
    },
    ...(listed.length === 0
      ? []
      : [{ sheet: words('import.words.allowed'), data: choiceSheet(context.catalog, listed, language) }]),
  ]).toBuffer();
};

const text = (value: string) => ({ type: String, value: neutralizeCell(value) });
const bold = (value: string) => ({ ...text(value), fontWeight: 'bold' as const });

const kindWords = ({ type, many, column }: PlannedColumn, words: (code: string) => string): string => {
  const kind = type === 'money' ? (column.unit ?? 'yuan') : type;
  return words(`import.kind.${kind}`) + (many ? words('import.kind.many') : '');
};

/** What a column of codes takes: the words the definition maps, else the titles of its list. */
const choicesOf = (catalog: Catalog, { column, codes, type }: PlannedColumn, language: Language): readonly string[] => {
  if (column.map !== undefined) return Object.keys(column.map);
  const lists: Readonly<Record<string, Iterable<{ readonly title: { zh: string } }>>> = {
    roles: catalog.definitions.role.values(),
    posts: catalog.definitions.post.values(),
  };
  const list = catalog.definitions.codes.get(codes ?? '')?.items ?? (type === 'text' ? lists[column.field ?? ''] : []);
  return [...(list ?? [])].map(({ title }) => inLanguage(title, language)).slice(0, mostChoices);
};

const choiceSheet = (catalog: Catalog, columns: readonly PlannedColumn[], language: Language) => {
  const lists = columns.map((planned) => choicesOf(catalog, planned, language));
  const most = Math.max(...lists.map(({ length }) => length));
  return [
    columns.map(({ column }) => bold(column.column)),
    ...Array.from({ length: most }, (_, row) => lists.map((list) => text(list[row] ?? ''))),
  ];
};
