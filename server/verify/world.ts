import type { Catalog, CompiledModule } from '#engine/definition/catalog.ts';
import { all, type Db } from '../storage/db.ts';
import type { DiskFileStore } from '../storage/file-store.ts';
import type { Storage } from '../storage/storage.ts';
import type { Reprint } from './reprint.ts';

/** What the invariants look at. Nothing is written. */
export interface World {
  readonly db: Db;
  readonly dialect: Storage['dialect'];
  readonly files: Pick<DiskFileStore, 'hashNow'>;
  /** The current release; without it the invariants that need definitions are left out. */
  readonly catalog?: Catalog;
  /** The module as a record pins it; undefined when the closure is not stored or cannot be read. */
  readonly pinned?: (module: string, closure: string) => Promise<CompiledModule | undefined>;
  /** Makes numbered documents again from what is stored; left out where nothing can. */
  readonly reprint?: Reprint;
}

/** A row that breaks an invariant. */
export interface Offence {
  readonly table: string;
  /** The row's key, parts joined by a slash. */
  readonly row: string;
  readonly reason: string;
}

/** What a check found, and what part of it could not be done. */
export interface Found {
  readonly offences: readonly Offence[];
  readonly notes: readonly string[];
}

export interface Invariant {
  readonly id: string;
  readonly title: string;
  /** Words for what the world lacks, when the invariant cannot be checked in it. */
  readonly needs?: (world: World) => string | undefined;
  readonly find: (world: World) => Promise<Offence[] | Found>;
}

export const needsCatalog = (world: World): string | undefined =>
  world.catalog && world.pinned ? undefined : 'no definitions could be read';

/** Offences from SQL whose rows name themselves: columns `row` and, where it says more, `reason`. */
export const offences = async (
  world: World,
  table: string,
  reason: string,
  text: string,
  values: readonly unknown[] = [],
): Promise<Offence[]> =>
  (await all<{ row: string | number; reason?: string }>(world.db, text, values)).map((found) => ({
    table,
    row: String(found.row),
    reason: found.reason === undefined ? reason : `${reason}: ${found.reason}`,
  }));
