import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from 'fflate';
import { partsOf } from '#engine/definition/kinds.ts';
import { problem } from '#engine/problem.ts';
import { canonicalText } from '../../pack-folder.ts';

/** The earliest time a zip can hold, so that the same files always give the same bytes. */
const fixedTime = new Date(1980, 0, 1);

/** Files as a zip: names in order, times fixed. */
export const packZip = (files: ReadonlyMap<string, string>): Uint8Array => {
  const entries: Zippable = {};
  for (const path of [...files.keys()].sort())
    entries[path] = [strToU8(files.get(path) ?? ''), { mtime: fixedTime, level: 9 }];
  return zipSync(entries);
};

const limits = { files: 5000, file: 2_000_000, all: 60_000_000 };

/**
 * The definitions and texts in a zip, canonical. Other files in it are passed over.
 * @throws Problem malformed-request for what is no zip, too-large for one that unpacks to more than a pack can be.
 */
export const unpackZip = (bytes: Uint8Array): Map<string, string> => {
  let count = 0;
  let size = 0;
  const files = unzip(bytes, ({ name, originalSize }) => {
    if (partsOf(name) === undefined) return false;
    count += 1;
    size += originalSize;
    if (count > limits.files || size > limits.all || originalSize > limits.file) throw problem('too-large');
    return true;
  });
  const names = Object.keys(files).sort();
  return new Map(names.map((name) => [name, canonicalText(name, strFromU8(files[name] ?? new Uint8Array()))]));
};

type Filter = (file: { readonly name: string; readonly originalSize: number }) => boolean;

const unzip = (bytes: Uint8Array, filter: Filter): Record<string, Uint8Array> => {
  let refused: unknown;
  try {
    return unzipSync(bytes, {
      filter: (file) => {
        try {
          return filter(file);
        } catch (error) {
          refused = error;
          throw error;
        }
      },
    });
  } catch {
    throw refused ?? problem('malformed-request');
  }
};
