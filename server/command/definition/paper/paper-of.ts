import type { Catalog } from '#engine/definition/catalog.ts';
import { sampleView } from '#engine/document/sample-view.ts';
import { getPath } from '#engine/json.ts';
import { problem } from '#engine/problem.ts';
import type { DocumentDefinition } from '#engine/schema/types.gen.ts';
import type { TemplateJob } from '../../../print/template-job.ts';
import { all } from '../../../storage/db.ts';
import type { DocumentRow } from '../../../storage/documents.ts';
import { childrenOf, type RecordRow } from '../../../storage/records.ts';
import type { Context } from '../../context.ts';
import { buildView, organizationOf } from '../../document/build-view.ts';
import { maskView } from '../../document/mask-view.ts';
import { codeLabels, templateJob, templatePaths } from '../../document/template-job.ts';

/** What a paper is made of: a record, or one that only looks like it. */
export interface PaperSource {
  readonly document: string;
  /** null: a sample with the name of the field in every place. */
  readonly record: RecordRow | null;
  /** The prepared paper; the newest of the record where absent. */
  readonly row?: DocumentRow;
  /** Of a sample. */
  readonly regime?: string;
}

export const paperDefinition = (catalog: Catalog, key: string): DocumentDefinition => {
  const definition = catalog.definitions.document.get(key);
  if (definition === undefined) throw problem('not-found', { params: { document: key } });
  return definition;
};

const defaultRegime = (catalog: Catalog): string => {
  const regimes = [...catalog.definitions.regime.values()];
  return (regimes.find((regime) => regime.default === true) ?? regimes[0])?.key ?? '';
};

const sampleOf = async (context: Context, definition: DocumentDefinition, regime: string): Promise<object> => {
  const { storage, actor, now, catalog } = context;
  const organization = await organizationOf(storage.read, { organization: actor.organization, regime });
  return sampleView(catalog, { document: definition, regime, now, organization });
};

const newestPaper = async (context: Context, record: RecordRow, key: string): Promise<DocumentRow | undefined> =>
  (
    await all<DocumentRow>(
      context.storage.read,
      "select * from document where record_id = ? and document = ? and state <> 'voided' order by created_at desc, id desc limit 1",
      [record.id, key],
    )
  )[0];

const rowFor = async (context: Context, definition: DocumentDefinition, record: RecordRow) => {
  const title = (definition.titles?.[record.regime] ?? definition.title).zh;
  const { subject } = definition;
  const [child] = subject === undefined ? [] : await childrenOf(context.storage.read, subject, record.id);
  // What would be typed in is not known yet: what the fields are called stands in their places.
  const typed =
    definition.form === undefined ? {} : getPath(await sampleOf(context, definition, record.regime), 'doc.data');
  return { document: definition.key, subject_id: child?.id ?? null, title, data: JSON.stringify(typed ?? {}) };
};

const viewOf = async (context: Context, definition: DocumentDefinition, source: PaperSource): Promise<object> => {
  const { record } = source;
  if (record === null) return await sampleOf(context, definition, source.regime ?? defaultRegime(context.catalog));
  const found = source.row ?? (await newestPaper(context, record, definition.key));
  const row = found ?? (await rowFor(context, definition, record));
  return maskView(
    context,
    definition,
    await buildView(context, context.storage.read, { definition, row, record, number: null }),
  );
};

/** Everything a print of the paper needs under a catalog, as the asker may see it. @throws Problem not-found, not-available */
export const paperJob = async (asker: Context, catalog: Catalog, source: PaperSource): Promise<TemplateJob> => {
  const context = { ...asker, catalog };
  const definition = paperDefinition(catalog, source.document);
  const regime = source.record?.regime ?? source.regime ?? defaultRegime(catalog);
  const paths = templatePaths(catalog, definition, regime);
  return templateJob({
    texts: Object.fromEntries(paths.map((path) => [path, catalog.texts.get(path) ?? ''])),
    style: definition.style,
    codes: codeLabels(catalog),
    roles: context.services.fontRoles,
    view: await viewOf(context, definition, source),
    title: (definition.titles?.[regime] ?? definition.title).zh,
  });
};
