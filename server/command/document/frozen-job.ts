import { qrPath } from '../../print/qr-path.ts';
import type { TemplateJob } from '../../print/template-job.ts';
import { asJson, type Db } from '../../storage/db.ts';
import { readBlobs } from '../../storage/definitions.ts';
import type { DocumentRow } from '../../storage/documents.ts';
import { styleOf, templateJob } from './template-job.ts';

/** What a numbered document was frozen with, as its blob says. */
interface Frozen {
  readonly view: object;
  readonly codes: TemplateJob['codes'];
  /** Where its verification page is reached. */
  readonly address?: string;
}

/** What does not lie with the document. */
export interface FrozenPlace {
  readonly roles: TemplateJob['roles'];
  /** For a document that was numbered before its address was frozen with it. */
  readonly address: string;
}

export interface FrozenJob {
  readonly job: TemplateJob;
  /** The instant written into the PDF. */
  readonly at: string;
}

/** What a numbered document was frozen with, read from storage: the same bytes whenever it is rendered. */
export const frozenJob = async (
  db: Db,
  row: Pick<DocumentRow, 'view' | 'templates' | 'title'>,
  { roles, address }: FrozenPlace,
): Promise<FrozenJob> => {
  const paths = Object.entries(asJson<Record<string, string>>(row.templates ?? '{}'));
  const blobs = await readBlobs(db, [row.view ?? '', ...paths.map(([, hash]) => hash)]);
  const blob = (hash: string): string => {
    const content = blobs.get(hash);
    if (content === undefined) throw new Error(`blob ${hash} is missing or damaged`);
    return content;
  };
  const { view, codes, ...frozen } = asJson<Frozen>(blob(row.view ?? ''));
  const texts = Object.fromEntries(paths.map(([path, hash]) => [path, blob(hash)]));
  const qr = qrPath(frozen.address ?? address);
  return {
    at: String((view as { now?: string }).now),
    job: templateJob({ texts, style: styleOf(texts), codes, roles, view, title: row.title, qr }),
  };
};
