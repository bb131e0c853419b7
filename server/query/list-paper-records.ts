import { sql } from 'kysely';
import type { Context } from '../command/context.ts';
import { documentDefinition } from '../command/document/reach-document.ts';
import { inScope, reachesAny, scopeOf } from '../storage/scope.ts';
import { requireSystem } from './require-system.ts';

export interface PaperRecord {
  readonly id: string;
  readonly title: string;
  readonly state: string;
  readonly regime: string;
}

export interface ListPaperRecords {
  readonly document: string;
  /** Part of the title; everything when empty. */
  readonly words: string;
}

const most = 20;

/** Records on which a document can be tried, the newest first: those on whose papers the asker may work. */
export const listPaperRecords = async (context: Context, { document, words }: ListPaperRecords) => {
  requireSystem(context, 'definitionsRead');
  const { catalog, actor, storage } = context;
  const { record: module } = documentDefinition(context, document);
  const scope = scopeOf(catalog.definitions.role, actor, module, 'documents');
  if (!reachesAny(scope)) return [];
  const { initial, states } = catalog.module(module).workflow;
  const { rows } = await sql<PaperRecord>`select r.id, r.title, r.state, r.regime from record r
    where r.module = ${module} and r.title like ${`%${words.replaceAll(/[%_\\]/g, '')}%`} and ${inScope(scope, [initial])}
    order by r.id desc limit ${sql.lit(most)}`.execute(storage.read);
  return rows.map((row) => ({ ...row, stateTitle: states[row.state]?.title ?? null }));
};
