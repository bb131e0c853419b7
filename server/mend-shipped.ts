import { canonicalJson } from '#engine/json.ts';
import { run } from './storage/db.ts';
import { blobHash, putBlob, readBlobs } from './storage/definitions.ts';
import type { Storage } from './storage/storage.ts';
import { hashesOf } from './take-shipped.ts';

/**
 * Puts back contents that are missing or damaged and lie in the shipped pack as they should be: most files of a release are
 * shipped ones, and all releases share them. The answer is how many were put back.
 */
export const mendFromShipped = async (storage: Storage, files: ReadonlyMap<string, string>): Promise<number> => {
  const manifest = canonicalJson(Object.fromEntries(hashesOf(files)));
  const contents = new Map([...files.values(), manifest].map((content) => [blobHash(content), content]));
  const whole = await readBlobs(storage.read, contents.keys());
  const lost = [...contents].filter(([hash]) => !whole.has(hash));
  if (lost.length === 0) return 0;
  await storage.transact(async (db) => {
    for (const [hash, content] of lost) {
      await run(db, 'delete from `blob` where `hash` = ?', [hash]);
      await putBlob(db, content);
    }
  });
  return lost.length;
};
