import { all } from '../storage/db.ts';
import type { Invariant, Offence } from './world.ts';

interface Kept {
  table: string;
  row: string;
  hash: string | null;
}

export const i05: Invariant = {
  id: 'I5',
  title: 'the file of every issued document and of every upload is there, with the hash it had',
  find: async ({ db, files }) => {
    const documents = await all<Kept>(
      db,
      "select 'document' as `table`, `id` as row, `pdf` as hash from `document` where `state` = 'issued' or `pdf` is not null",
    );
    const bound = await all<Kept>(
      db,
      "select 'print_run' as `table`, `id` as row, `pdf` as hash from `print_run` where `pdf` is not null",
    );
    const uploads = await all<Kept>(
      db,
      "select 'file' as `table`, `hash` as row, `hash` as hash from `file` where `swept_at` is null",
    );
    const broken: Offence[] = [];
    for (const { table, row, hash } of [...documents, ...bound, ...uploads]) {
      const now = hash === null ? undefined : await hashNow(files, hash);
      if (now === undefined) broken.push({ table, row, reason: 'its file is missing' });
      else if (now !== hash) broken.push({ table, row, reason: `its file has changed: ${now}` });
    }
    return broken;
  },
};

/** A hash that is none names no file. */
const hashNow = async (files: { hashNow(hash: string): Promise<string | undefined> }, hash: string) =>
  /^[0-9a-f]{64}$/.test(hash) ? files.hashNow(hash) : undefined;
