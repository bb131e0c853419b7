import { problem } from '#engine/problem.ts';
import type { Context } from '../command/context.ts';
import { asJson } from '../storage/db.ts';
import { namesOf } from './names-of.ts';
import { namesOfChanges } from './present-changes.ts';
import { requireSystem } from './require-system.ts';

/** Events of the actor's organization subtree, newest first, 100 at a time. */
export const readAudit = async (
  context: Context,
  query: { readonly before: number | undefined; readonly type: string | null },
) => {
  requireSystem(context, 'auditRead');
  if (query.before !== undefined && !Number.isSafeInteger(query.before))
    throw problem('invalid-input', { issues: [{ path: '/before', code: 'query.type' }] });
  const { read } = context.storage;
  let select = read
    .selectFrom('event')
    .selectAll()
    .where(
      'organization',
      'in',
      read.selectFrom('organization_closure').select('descendant').where('ancestor', '=', context.actor.organization),
    );
  if (query.before !== undefined) select = select.where('seq', '<', query.before);
  if (query.type !== null) select = select.where('type', '=', query.type);
  const rows = await select.orderBy('seq', 'desc').limit(100).execute();
  const names = await namesOf(
    context,
    rows.map((row) => row.actor),
  );
  return rows.map((row) => ({
    seq: Number(row.seq),
    type: row.type,
    at: row.at,
    actor: names(row.actor),
    organization: row.organization,
    record: row.record_id,
    version: row.record_version,
    data: namesOfChanges(asJson(row.data)),
  }));
};
