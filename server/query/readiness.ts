import { sql } from 'kysely';
import type { Printer } from '../print/printer.ts';
import type { Storage } from '../storage/storage.ts';

export interface ReadinessParts {
  readonly storage: Storage;
  readonly printer: Printer;
  readonly catalog: { readonly current: () => { readonly release: string }; readonly safeMode: () => unknown };
  readonly platform: string;
}

/** What works and what is missing, for operators: database, definitions in force, printing. Ready does not wait for printing. */
export const readiness = async ({ storage, printer, catalog, platform }: ReadinessParts) => {
  const database = await sql`select 1`.execute(storage.read).then(
    () => true,
    () => false,
  );
  const safeMode = catalog.safeMode();
  return {
    ready: database,
    database: { dialect: storage.dialect, answers: database },
    definitions: { release: catalog.current().release, safeMode: safeMode ?? null },
    printing: printer.status(),
    platform,
  };
};
