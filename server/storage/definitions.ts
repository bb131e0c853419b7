import { createHash } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { Manifest } from '#engine/definition/diff.ts';
import { canonicalJson } from '#engine/json.ts';
import { all, asJson, type Db, insertRow, one, run } from './db.ts';
import type { ReleaseTable } from './release-tables.ts';
import { insertIfAbsent, rowOf } from './rows.ts';

export type ReleaseRow = Selectable<ReleaseTable>;

/** The name of a content: SHA-256 of its bytes in lower-case hex. */
export const blobHash = (content: string): string => createHash('sha256').update(content).digest('hex');

/** Stores a content once; the answer is its hash. */
export const putBlob = async (db: Db, content: string): Promise<string> => {
  const hash = blobHash(content);
  await insertIfAbsent(db, 'blob', { hash, content }, ['hash']);
  return hash;
};

/** Stores many contents and asks for those already there first, for a whole pack is mostly known. */
export const putBlobs = async (db: Db, contents: Iterable<string>): Promise<void> => {
  const wanted = new Map([...contents].map((content) => [blobHash(content), content]));
  const known = new Set(await knownBlobs(db, [...wanted.keys()]));
  for (const [hash, content] of wanted) if (!known.has(hash)) await putBlob(db, content);
};

const atOnce = 400;
const chunks = <T>(items: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(items.length / atOnce) }, (_, index) =>
    items.slice(index * atOnce, (index + 1) * atOnce),
  );
const marks = (items: readonly unknown[]): string => items.map(() => '?').join(', ');

const knownBlobs = async (db: Db, hashes: readonly string[]): Promise<string[]> => {
  const known: string[] = [];
  for (const part of chunks(hashes)) {
    const rows = await all<{ hash: string }>(
      db,
      `select \`hash\` from \`blob\` where \`hash\` in (${marks(part)})`,
      part,
    );
    known.push(...rows.map(({ hash }) => hash));
  }
  return known;
};

/** The contents behind hashes. One whose bytes are no longer what its hash says is left out like one that is missing. */
export const readBlobs = async (db: Db, hashes: Iterable<string>): Promise<ReadonlyMap<string, string>> => {
  const contents = new Map<string, string>();
  for (const part of chunks([...new Set(hashes)])) {
    const rows = await all<{ hash: string; content: string }>(
      db,
      `select \`hash\`, \`content\` from \`blob\` where \`hash\` in (${marks(part)})`,
      part,
    );
    for (const { hash, content } of rows) if (blobHash(content) === hash) contents.set(hash, content);
  }
  return contents;
};

export interface ReadFiles {
  readonly files: ReadonlyMap<string, string>;
  /** Paths whose content is missing or damaged. */
  readonly damaged: readonly string[];
}

/** The files a manifest names. */
export const readFiles = async (db: Db, manifest: Manifest): Promise<ReadFiles> => {
  const contents = await readBlobs(db, Object.values(manifest));
  const entries = Object.entries(manifest);
  const files = entries.flatMap(([path, hash]): [string, string][] => {
    const content = contents.get(hash);
    return content === undefined ? [] : [[path, content]];
  });
  return { files: new Map(files), damaged: entries.filter(([, hash]) => !contents.has(hash)).map(([path]) => path) };
};

/** The manifest stored under a hash; undefined when it is missing or damaged. */
export const readManifest = async (db: Db, hash: string): Promise<Manifest | undefined> => {
  const content = (await readBlobs(db, [hash])).get(hash);
  return content === undefined ? undefined : asJson<Manifest>(content);
};

export const findRelease = (db: Db, id: string): Promise<ReleaseRow | undefined> => rowOf(db, 'release', { id });

export const listReleaseRows = (db: Db, limit = 500): Promise<ReleaseRow[]> =>
  all<ReleaseRow>(db, 'select * from `release` order by `number` desc limit ?', [limit]);

export const newestRelease = async (db: Db): Promise<ReleaseRow | undefined> => (await listReleaseRows(db, 1))[0];

/** The release published before this one, where its parent is not known. */
export const releaseBefore = (db: Db, { number }: Pick<ReleaseRow, 'number'>): Promise<ReleaseRow | undefined> =>
  one<ReleaseRow>(db, 'select * from `release` where `number` < ? order by `number` desc limit 1', [number]);

/** A release is written once and never changed; its number follows its parent's. */
export const insertRelease = async (
  db: Db,
  release: Omit<ReleaseRow, 'manifest' | 'number'>,
  manifest: Manifest,
): Promise<ReleaseRow> => {
  const parent = release.parent === null ? undefined : await findRelease(db, release.parent);
  const row = {
    ...release,
    number: Number(parent?.number ?? 0) + 1,
    manifest: await putBlob(db, canonicalJson(manifest)),
  };
  await insertRow(db, 'release', row);
  return row;
};

/** `release`: the release in force. `shipped`: the manifest of the shipped pack below the local changes. */
export type PointerName = 'release' | 'shipped';

export const readPointer = async (db: Db, name: PointerName): Promise<string | undefined> =>
  (await one<{ value: string }>(db, 'select `value` from `pointer` where `name` = ?', [name]))?.value;

/** Moves a pointer if it still stands at `from` (undefined: if there is none); false when somebody was faster. */
export const movePointer = async (
  db: Db,
  name: PointerName,
  from: string | undefined,
  to: string,
): Promise<boolean> => {
  if (from === undefined) return (await insertIfAbsent(db, 'pointer', { name, value: to }, ['name'])) === 1;
  if (from === to) return (await readPointer(db, name)) === from;
  return (await run(db, 'update `pointer` set `value` = ? where `name` = ? and `value` = ?', [to, name, from])) === 1;
};

/** The release in force as the database says, whether or not it builds. */
export const currentRelease = async (db: Db): Promise<ReleaseRow | undefined> => {
  const id = await readPointer(db, 'release');
  return id === undefined ? undefined : await findRelease(db, id);
};
