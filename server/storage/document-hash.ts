import { canonicalJson } from '#engine/json.ts';
import type { DocumentRow } from './documents.ts';
import { sha256 } from './events.ts';

/** What an issued document is: the columns that never change again. */
type Frozen = Pick<
  DocumentRow,
  | 'id'
  | 'record_id'
  | 'document'
  | 'title'
  | 'number'
  | 'data'
  | 'view'
  | 'templates'
  | 'fonts'
  | 'token'
  | 'pdf'
  | 'pages'
  | 'issued_at'
  | 'issued_by'
>;

/** SHA-256 over what an issued document is; told to the event log at issue and compared ever after. */
export const documentHash = (row: Frozen): string =>
  sha256(
    canonicalJson({
      id: row.id,
      record_id: row.record_id,
      document: row.document,
      title: row.title,
      number: row.number,
      data: row.data,
      view: row.view,
      templates: row.templates,
      fonts: row.fonts,
      token: row.token,
      pdf: row.pdf,
      pages: row.pages,
      issued_at: row.issued_at,
      issued_by: row.issued_by,
    }),
  );
