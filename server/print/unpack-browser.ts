import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync, createBrotliDecompress } from 'node:zlib';
import { readTar } from './read-tar.ts';

export interface UnpackedBrowser {
  readonly path: string;
  /** Folder of the NSS and expat libraries that a minimal system lacks. */
  readonly libraries: string;
}

const writeLibraries = async (archive: string, folder: string): Promise<void> => {
  const entries = readTar(brotliDecompressSync(await readFile(archive)));
  await mkdir(folder, { mode: 0o700 });
  for (const { name, bytes } of entries) await writeFile(join(folder, basename(name)), bytes, { mode: 0o600 });
};

/**
 * The browser carried by @sparticuz/chromium, unpacked into a private folder. Its own unpacking runs whatever lies at a
 * known name in the shared temporary folder, so it is not used; here the finished folder appears by one rename.
 */
export const unpackBrowser = async (dataDir: string): Promise<UnpackedBrowser> => {
  const root = dirname(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))));
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  const parent = join(dataDir, 'browser');
  const folder = join(parent, `shell-${version}`);
  const unpacked = { path: join(folder, 'headless-shell'), libraries: join(folder, 'lib') };
  if (existsSync(unpacked.path)) return unpacked;
  await mkdir(parent, { recursive: true, mode: 0o700 });
  const unfinished = await mkdtemp(join(parent, 'unpacking-'));
  try {
    await writeLibraries(join(root, 'bin', 'al2023.tar.br'), join(unfinished, 'lib'));
    await pipeline(
      createReadStream(join(root, 'bin', 'chromium.br')),
      createBrotliDecompress({ chunkSize: 1 << 20 }),
      createWriteStream(join(unfinished, 'headless-shell'), { mode: 0o700 }),
    );
    await rename(unfinished, folder).catch((error: unknown) => {
      if (!existsSync(unpacked.path)) throw error;
    });
    return unpacked;
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
};
