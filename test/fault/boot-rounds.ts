import assert from 'node:assert/strict';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { readConfig } from '#server/config.ts';
import { type System, start } from '#server/main.ts';
import { blobHash } from '#server/storage/definitions.ts';
import { type Client, signIn } from '../support/client.ts';
import { testClock } from '../support/system.ts';
import { randomOf } from './random.ts';

/** Starts of a system whose stored definitions were damaged while it stood still. */
const now = '2026-03-02T02:00:00.000Z';
const library = resolve('test/support/library');
const limitMs = 10_000;

const boot = (dataDir: string): Promise<System> => {
  const place = { DATA_DIR: dataDir, PORT: '0', CLOCK: now, PACK_DIR: library, DEMO_DIR: join(library, 'demo') };
  return start(readConfig(place), testClock(now));
};

interface Stored {
  readonly db: DatabaseSync;
  readonly random: () => number;
  /** The path and the hash of one file of the newest release. */
  readonly file: readonly [string, string];
  readonly newest: { readonly id: string; readonly manifest: string };
}

const contentOf = ({ db }: Stored, hash: string): string =>
  (db.prepare('select content from blob where hash = ?').get(hash) as { content: string }).content;
const write = ({ db }: Stored, hash: string, content: string): void =>
  void db.prepare('update blob set content = ? where hash = ?').run(content, hash);
const cut = ({ random }: Stored, text: string): string => text.slice(0, Math.floor(random() * text.length));

/** The file says something else, and every hash is right: only what it says is wrong. */
const poison = (stored: Stored, content: string): void => {
  const manifest = JSON.parse(contentOf(stored, stored.newest.manifest)) as Record<string, string>;
  const text = JSON.stringify({ ...manifest, [stored.file[0]]: blobHash(content) });
  const put = stored.db.prepare('insert or ignore into blob (hash, content) values (?, ?)');
  put.run(blobHash(content), content);
  put.run(blobHash(text), text);
  stored.db.prepare('update `release` set manifest = ? where id = ?').run(blobHash(text), stored.newest.id);
};

/** One way of damage each. */
const damages: Readonly<Record<string, (stored: Stored) => void>> = {
  cutFile: (stored) => write(stored, stored.file[1], cut(stored, contentOf(stored, stored.file[1]))),
  lostFile: ({ db, file }) => void db.prepare('delete from blob where hash = ?').run(file[1]),
  noise: (stored) =>
    write(
      stored,
      stored.file[1],
      Array.from({ length: 40 }, () => String.fromCharCode(32 + stored.random() * 2000)).join(''),
    ),
  otherFile: (stored) => write(stored, stored.file[1], contentOf(stored, stored.newest.manifest)),
  cutManifest: (stored) =>
    write(stored, stored.newest.manifest, cut(stored, contentOf(stored, stored.newest.manifest))),
  lostManifest: ({ db, newest }) => void db.prepare('delete from blob where hash = ?').run(newest.manifest),
  pointerAstray: ({ db }) => void db.prepare("update pointer set value = 'nowhere' where name = 'release'").run(),
  lostPointer: ({ db }) => void db.prepare("delete from pointer where name = 'release'").run(),
  lostRelease: ({ db, newest }) => void db.prepare('delete from `release` where id = ?').run(newest.id),
  lostParent: (stored) => {
    stored.db.prepare("update `release` set parent = 'nowhere' where id = ?").run(stored.newest.id);
    write(stored, stored.file[1], '{');
  },
  shippedAstray: ({ db }) => void db.prepare("update pointer set value = 'nowhere' where name = 'shipped'").run(),
  lostShipped: ({ db }) => void db.prepare("delete from pointer where name = 'shipped'").run(),
  poisonedJson: (stored) => poison(stored, '{"kind": "module"}'),
  poisonedText: (stored) => poison(stored, '['),
};
export const damageKinds = Object.keys(damages);

export interface BootReport {
  readonly boots: number;
  readonly startMs: number[];
  /** By kind of damage: starts, those in safe mode, those brought back by taking the release back. */
  readonly kinds: Record<string, { boots: number; safe: number; rolledBack: number }>;
}

interface Ready {
  readonly status: string;
  readonly definitions: { readonly safeMode: { readonly release: string; readonly failed: string } | null };
}

/** A library whose price limit was changed twice, so that there is a release to fall back to. */
const prepare = async (): Promise<string> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'zhifa-boot-'));
  const system = await boot(dataDir);
  const hana = await signIn(system.url, 'hana');
  for (const note of ['20', '21']) await publish(hana, note);
  await system.close();
  return dataDir;
};

/** Changes the term of a loan and puts it in force. */
const publish = async (hana: Client, note: string): Promise<void> => {
  const { id } = await hana.post<{ id: string }>('/drafts', { title: 'x' });
  const { definition } = await hana.get<{ definition: { values: object[] } }>('/definitions/parameter/loan-term');
  const [first, ...rest] = definition.values;
  const values = [{ ...first, basis: `rule ${note}` }, ...rest];
  await hana.put(`/drafts/${id}/definitions/parameter/loan-term`, { definition: { ...definition, values } });
  await hana.post(`/drafts/${id}/publish`, { note });
};

const harm = (dataDir: string, random: () => number, kind: string): void => {
  const db = new DatabaseSync(join(dataDir, 'zhifa.db'));
  const newest = db
    .prepare('select id, manifest from `release` order by number desc limit 1')
    .get() as unknown as Stored['newest'];
  const { content } = db.prepare('select content from blob where hash = ?').get(newest.manifest) as { content: string };
  const files = Object.entries(JSON.parse(content) as Record<string, string>);
  // Every other time the file that the newest release changed: the one before it is whole then.
  const changed = files.find(([path]) => path.endsWith('/loan-term.json'));
  const file = (random() < 0.5 ? changed : undefined) ?? files[Math.floor(random() * files.length)];
  assert.ok(file);
  damages[kind]?.({ db, random, file, newest });
  db.close();
};

/** Starts the damaged system, works in it, takes the release back where it says that it cannot use it, and publishes. */
const round = async (dataDir: string, kind: string): Promise<{ startMs: number; safe: boolean; back: boolean }> => {
  const began = performance.now();
  const system = await boot(dataDir);
  const startMs = performance.now() - began;
  try {
    const ready = async () => (await (await fetch(`${system.url}/readyz`)).json()) as Ready;
    const { safeMode } = (await ready()).definitions;
    const hana = await signIn(system.url, 'hana');
    const modules = await hana.get<{ key: string }[]>('/modules');
    assert.deepEqual(modules.map(({ key }) => key).sort(), ['loan', 'reader'], kind);
    const releases = await hana.get<{ id: string }[]>('/releases');
    assert.ok(releases.length > 0, kind);
    if (safeMode === null || safeMode.failed === 'shipped') {
      await publish(hana, 'after');
      return { startMs, safe: safeMode !== null, back: false };
    }
    const reply = await hana.request('POST', `/releases/${safeMode.failed}/revert`, { note: 'damaged' });
    const back = reply.status === 201 && (await ready()).definitions.safeMode === null;
    assert.ok(back, `${kind}: ${reply.status} ${JSON.stringify(reply.body)} ${JSON.stringify(safeMode)}`);
    await publish(hana, 'after');
    return { startMs, safe: true, back };
  } finally {
    await system.close();
  }
};

/** Boots with one random damage each; the kinds take turns. */
export const bootRounds = async (boots: number, seed: number): Promise<BootReport> => {
  const random = randomOf(seed);
  const sound = await prepare();
  const report: BootReport = { boots, startMs: [], kinds: {} };
  for (let index = 0; index < boots; index += 1) {
    const kind = damageKinds[index % damageKinds.length] ?? '';
    const dataDir = await mkdtemp(join(tmpdir(), 'zhifa-boot-'));
    await cp(sound, dataDir, { recursive: true });
    harm(dataDir, random, kind);
    const { startMs, safe, back } = await round(dataDir, kind);
    assert.ok(startMs <= limitMs, `${kind}: ${startMs} ms`);
    report.startMs.push(Math.round(startMs));
    const told = report.kinds[kind] ?? { boots: 0, safe: 0, rolledBack: 0 };
    report.kinds[kind] = {
      boots: told.boots + 1,
      safe: told.safe + Number(safe),
      rolledBack: told.rolledBack + Number(back),
    };
    await rm(dataDir, { recursive: true, force: true });
  }
  await rm(sound, { recursive: true, force: true });
  return report;
};
