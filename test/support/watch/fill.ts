import type { CompiledModule } from '#engine/definition/catalog.ts';
import { layoutOf } from '#server/storage/module-layout.ts';
import { insertRecord } from '#server/storage/records.ts';
import type { Storage } from '#server/storage/storage.ts';
import { stored } from '../stored.ts';

const at = '2026-03-01T00:00:00.000Z';
const by = { created_at: at, created_by: 'dora', modified_at: at, modified_by: 'dora', owner: 'dora' };
const state = {
  state: 'closed',
  state_class: 'locked',
  regime: 'new',
  due_at: null,
  version: 1,
  family_version: 0,
} as const;
const place = { module: 'loss', organization: 'town', parent_id: null, title: '', platform: 'test', origin: 'entered' };
const together = 2000;

/** Stores losses as records without entries or events, thousands in a transaction. */
export const fillLosses = async (
  storage: Storage,
  module: CompiledModule,
  closure: string,
  losses: Iterable<Readonly<Record<string, unknown>>>,
): Promise<void> => {
  const list = [...losses];
  for (let start = 0; start < list.length; start += together)
    await storage.transact(async (db) => {
      for (const [index, loss] of list.slice(start, start + together).entries()) {
        const id = `l${String(start + index).padStart(8, '0')}`;
        const data = { book: 'Atlas', weight: 'slight', proven: true, place: '970101', ...loss };
        const header = { id, root_id: id, closure, ...by, ...state, ...place };
        await insertRecord(db, layoutOf(storage.dialect, module), header, stored(data));
      }
    });
};
