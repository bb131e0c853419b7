import type { Context } from '../command/context.ts';
import { all } from '../storage/db.ts';
import type { SealUse } from '../storage/seal-uses.ts';
import { namesOf } from './names-of.ts';
import { requireSystem } from './require-system.ts';

interface AskedUses {
  /** Only uses before this one: the id of the last of the page before. */
  readonly before: string | undefined;
  /** Part of a title or number. */
  readonly words: string;
}

type Row = SealUse & { readonly organization_name: string | null };

const most = 100;
const escaped = (words: string): string => words.normalize('NFC').replaceAll(/[!%_]/g, (mark) => `!${mark}`);

/** The register of seals of the actor's organization and those below, newest first, 100 at a time. */
export const listSealUses = async (context: Context, { before, words }: AskedUses) => {
  requireSystem(context, 'sealsRead');
  const pattern = `%${escaped(words)}%`;
  const rows = await all<Row>(
    context.storage.read,
    `select s.*, o.name as organization_name from seal_use s left join organization o on o.id = s.organization
      where s.organization in (select descendant from organization_closure where ancestor = ?)
        and (s.title like ? escape '!' or s.number like ? escape '!')
        ${before === undefined ? '' : 'and (s.at, s.id) < (select b.at, b.id from seal_use b where b.id = ?)'}
      order by s.at desc, s.id desc limit ${most}`,
    [context.actor.organization, pattern, pattern, ...(before === undefined ? [] : [before])],
  );
  const names = await namesOf(
    context,
    rows.flatMap(({ person, voided_by: by }) => [person, by]),
  );
  return rows.map((row) => ({
    id: row.id,
    organization: { id: row.organization, name: row.organization_name ?? '' },
    document: row.document_id,
    record: row.record_id,
    module: row.module,
    title: row.title,
    number: row.number,
    person: names(row.person),
    at: row.at,
    edges: row.edges === null ? null : Number(row.edges),
    volume: row.print_run !== null,
    voidedAt: row.voided_at,
    voidedBy: row.voided_by === null ? null : names(row.voided_by),
    voidReason: row.void_reason,
  }));
};
