import { sql } from 'kysely';
import type { Context } from '../command/context.ts';
import { inScope, reachesAny, scopeOf } from '../storage/scope.ts';
import { presentRecord, type RecordRow } from './present-record.ts';

const escapeLike = (text: string): string => text.replaceAll(/[!%_]/g, (character) => `!${character}`);

/** A record `r` whose title holds the words, or a number given to it. */
export const likeWords = (words: string) => {
  const pattern = `%${escapeLike(words.normalize('NFC'))}%`;
  return sql<boolean>`(r.title like ${pattern} escape '!'
    or exists (select 1 from ledger l where l.record_id = r.id and l.text like ${pattern} escape '!'))`;
};

/** Records of every module the actor may read whose title holds the words, newest first; at most 20 a module. */
export const searchRecords = async (context: Context, words: string) => {
  const found = [];
  for (const [key, definition] of context.catalog.definitions.module) {
    if (definition.parent !== undefined) continue;
    const scope = scopeOf(context.catalog.definitions.role, context.actor, key, 'read');
    if (!reachesAny(scope)) continue;
    const module = context.catalog.module(key);
    const table = sql.table(`m_${key}`);
    const { rows } = await sql<RecordRow>`select r.*, m.data as data from record r join ${table} m on m.id = r.id
      where r.module = ${key} and ${inScope(scope, [module.workflow.initial])} and ${likeWords(words)}
      order by r.modified_at desc limit 20`.execute(context.storage.read);
    found.push(...rows.map((row) => presentRecord(context, row)));
  }
  return found;
};
