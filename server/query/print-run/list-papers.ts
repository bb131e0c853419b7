import { sql } from 'kysely';
import type { Context } from '../../command/context.ts';
import { inScope, reachesAny, scopeOf } from '../../storage/scope.ts';

interface PaperRow {
  readonly id: string;
  readonly title: string;
  readonly number: string | null;
  readonly module: string;
  readonly record: string;
  readonly recordTitle: string;
  readonly issuedAt: string;
  readonly pages: number;
}

interface Asked {
  /** Part of a title or number. */
  readonly words: string;
  /** A civil date: issued on it or later. */
  readonly from: string | null;
}

const most = 100;
/** Told apart from what a search may use. */
const literal = (words: string): string => words.replaceAll(/[!%_]/g, (sign) => `!${sign}`);

/** Issued papers of one module this person may work on and open, the newest first. */
const ofModule = async (context: Context, module: string, { words, from }: Asked): Promise<readonly PaperRow[]> => {
  const { catalog, actor, storage } = context;
  const [work, read] = (['documents', 'read'] as const).map((one) =>
    scopeOf(catalog.definitions.role, actor, module, one),
  );
  if (work === undefined || read === undefined || !reachesAny(work) || !reachesAny(read)) return [];
  const initial = [catalog.module(module).workflow.initial];
  const like = `%${literal(words)}%`;
  const { rows } =
    await sql<PaperRow>`select d.id, d.title, d.number, d.module, d.record_id as record, r.title as recordTitle, d.issued_at as issuedAt, d.pages
    from document d join record r on r.id = d.record_id
    where d.module = ${module} and d.state = 'issued' and d.pdf is not null and d.issued_at >= ${from ?? ''}
    and (d.title like ${like} escape '!' or d.number like ${like} escape '!' or r.title like ${like} escape '!')
    and ${inScope(work, initial)} and ${inScope(read, initial)} order by d.issued_at desc, d.id desc limit ${sql.lit(most)}`.execute(
      storage.read,
    );
  return rows;
};

/** Issued papers this person may print, over all modules, the newest first. */
export const listPapers = async (context: Context, asked: Asked): Promise<readonly object[]> => {
  const modules = new Set([...context.catalog.definitions.document.values()].map(({ record }) => record));
  const found: PaperRow[] = [];
  for (const module of modules)
    if (context.catalog.definitions.module.has(module)) found.push(...(await ofModule(context, module, asked)));
  return found
    .sort((a, b) => (a.issuedAt < b.issuedAt ? 1 : -1))
    .slice(0, most)
    .map((row) => ({ ...row, pages: Number(row.pages) }));
};
