import type { Catalog } from '#engine/definition/catalog.ts';
import { partialPath, partsOf, stylePath, templatePath } from '#engine/definition/kinds.ts';
import { includedPartials } from '#engine/document/included-partials.ts';
import { visibleText } from '#engine/document/visible-text.ts';
import { Problem } from '#engine/problem.ts';
import type { DocumentDefinition, Title } from '#engine/schema/types.gen.ts';
import { all } from '../../storage/db.ts';
import type { DocumentRow } from '../../storage/documents.ts';
import { findRecord, type RecordRow } from '../../storage/records.ts';
import type { Context } from '../context.ts';
import { buildView } from '../document/build-view.ts';
import { maskView } from '../document/mask-view.ts';
import { codeLabels, templateJob, templatePaths } from '../document/template-job.ts';
import type { Sink } from './preview-sink.ts';

export interface DocumentPreview {
  readonly context: Context;
  readonly before: Catalog;
  readonly after: Catalog;
  /** Paths that differ. */
  readonly changed: readonly string[];
}

/** A document that is prepared and has no number yet, and that would read otherwise: the lines that differ. */
export interface DocumentChange {
  readonly id: string;
  readonly document: string;
  readonly title: Title;
  /** null where it could not be made. */
  readonly before: readonly string[] | null;
  readonly after: readonly string[] | null;
  /** False where only its looks differ. */
  readonly words: boolean;
}

const batch = 50;

/** Makes the prepared documents of open records under both catalogs and reports those that would come out otherwise. */
export const previewDocuments = async (preview: DocumentPreview, sink: Sink): Promise<readonly string[]> => {
  const keys = touchedDocuments(preview);
  let last = '';
  while (keys.length > 0 && !sink.full()) {
    const rows = await drafts(preview.context, keys, last);
    for (const row of rows) await previewOne(preview, row, sink);
    if (rows.length < batch) break;
    last = rows.at(-1)?.id ?? '';
  }
  return keys;
};

const drafts = (context: Context, keys: readonly string[], last: string): Promise<DocumentRow[]> =>
  all<DocumentRow>(
    context.storage.read,
    `select d.* from \`document\` d join \`record\` r on r.\`id\` = d.\`record_id\` where d.\`state\` = 'draft' and d.\`document\` in (${keys.map(() => '?').join(', ')}) and r.\`state_class\` <> 'terminal' and d.\`id\` > ? order by d.\`id\` limit ${batch}`,
    [...keys, last],
  );

const previewOne = async (preview: DocumentPreview, row: DocumentRow, sink: Sink): Promise<void> => {
  const record = await findRecord(preview.context.storage.read, row.module, row.record_id);
  if (record === undefined) return;
  sink.examined(record.id);
  const [before, after] = [
    await made(preview, preview.before, row, record),
    await made(preview, preview.after, row, record),
  ];
  if (before === after) return;
  const [old, next] = different(before, after);
  const { title } = (preview.after.definitions.document.get(row.document) ??
    preview.before.definitions.document.get(row.document)) as DocumentDefinition;
  const words = before === undefined || after === undefined || old.length + next.length > 0;
  sink.document(record, {
    id: row.id,
    document: row.document,
    title,
    before: before === undefined ? null : old,
    after: after === undefined ? null : next,
    words,
  });
};

/** The HTML of the document under a catalog; undefined where it has none. */
const made = async (
  { context: asker }: DocumentPreview,
  catalog: Catalog,
  row: DocumentRow,
  record: RecordRow,
): Promise<string | undefined> => {
  const definition = catalog.definitions.document.get(row.document);
  if (definition === undefined || !catalog.definitions.module.has(record.module)) return undefined;
  const context = { ...asker, catalog };
  const { templates, fontRoles: roles } = context.services;
  try {
    const paths = templatePaths(catalog, definition, record.regime);
    const texts = Object.fromEntries(paths.map((path) => [path, catalog.texts.get(path) ?? '']));
    const whole = await buildView(context, context.storage.read, { definition, row, record, number: null });
    const view = maskView(context, definition, whole);
    const { style } = definition;
    const job = templateJob({ texts, style, codes: codeLabels(catalog), roles, view, title: row.title });
    const answer = await templates.render(job);
    return 'html' in answer ? answer.html : undefined;
  } catch (error) {
    if (error instanceof Problem) return undefined;
    throw error;
  }
};

const most = 40;

const linesOf = (html: string | undefined): string[] =>
  visibleText((html ?? '').replaceAll(/<\/(p|h\d|tr|div|li|section)>/gi, '\n'))
    .split('\n')
    .map((line) => line.replaceAll(/\s+/gu, ' ').trim())
    .filter((line) => line !== '');

/** The lines between the common beginning and the common end. */
const different = (before: string | undefined, after: string | undefined): readonly [string[], string[]] => {
  const [old, next] = [linesOf(before), linesOf(after)];
  let head = 0;
  while (head < old.length && head < next.length && old[head] === next[head]) head += 1;
  let tail = 0;
  while (tail < old.length - head && tail < next.length - head && old.at(-1 - tail) === next.at(-1 - tail)) tail += 1;
  const middle = (lines: string[]) => lines.slice(head, lines.length - tail).slice(0, most);
  return [middle(old), middle(next)];
};

/** The documents that use a changed template, partial, style, parameter or code list, or are declared otherwise. */
export const touchedDocuments = ({ before, after, changed }: Omit<DocumentPreview, 'context'>): readonly string[] => {
  const paths = new Set(changed);
  const parts = changed.map((path) => partsOf(path));
  const everywhere =
    paths.has(stylePath('base')) || parts.some((part) => part?.type === 'definition' && part.kind === 'codes');
  const hasKey = (kind: string, key: string): boolean =>
    parts.some((part) => part?.type === 'definition' && part.kind === kind && part.key === key);
  const partials = parts.flatMap((part) => (part?.type === 'partial' ? [part.key] : []));
  const includesOne = (template: string): boolean =>
    [before, after].some(({ texts }) => {
      const found = includedPartials(texts.get(templatePath(template)) ?? '', (name) => texts.get(partialPath(name)));
      return partials.some((name) => found.has(name));
    });
  const isTouched = ({ key, template, templates, style, view }: DocumentDefinition): boolean =>
    everywhere ||
    hasKey('document', key) ||
    paths.has(stylePath(style)) ||
    [template, ...Object.values(templates ?? {})].some((name) => paths.has(templatePath(name)) || includesOne(name)) ||
    Object.values(view?.parameters ?? {}).some((name) => hasKey('parameter', name.split('@')[0] ?? ''));
  const all = [before, after].flatMap((catalog) => [...catalog.definitions.document.values()]);
  return [...new Set(all.filter(isTouched).map(({ key }) => key))].sort();
};
