import { problem } from '#engine/problem.ts';
import type { Context } from '../command/context.ts';

/** What the public may learn of an issued document by the token printed on it: that it exists, and how its file hashes. */
export const verifyDocument = async (context: Context, { token }: { readonly token: string }) => {
  if (!/^[A-Za-z0-9_-]{16,64}$/.test(token)) throw problem('not-found');
  const row = await context.storage.read
    .selectFrom('document')
    .innerJoin('record', 'record.id', 'document.record_id')
    .innerJoin('organization', 'organization.id', 'record.organization')
    .select([
      'document.number',
      'document.title',
      'document.state',
      'document.issued_at',
      'document.pdf',
      'document.pages',
      'organization.name as organization',
    ])
    .where('document.token', '=', token)
    .executeTakeFirst();
  if (row === undefined) throw problem('not-found');
  return {
    number: row.number,
    title: row.title,
    state: row.state,
    issuedAt: row.issued_at,
    organization: row.organization,
    sha256: row.pdf,
    pages: row.pages,
  };
};
