import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { openStorage, type Storage } from '#server/storage/storage.ts';
import { fillWatch } from '#test/support/rules/fill-watch.ts';
import { proveImpact } from '#test/support/rules/prove-impact.ts';
import { joinReports, type MutantReport, tryMutants } from '#test/support/rules/try-mutants.ts';
import { mariadbMissing, startMariadb } from '#test/support/servers.ts';
import type { TestStorage } from '#test/support/storage.ts';
import { openWatch, type Watch } from '#test/support/watch/hands.ts';
import { watchPack } from '#test/support/watch-pack.ts';

type Database = 'sqlite' | 'mariadb';
type Prove = (
  watch: Watch,
  context: TestStorage,
  seed: number,
) => Promise<object & { readonly faults?: readonly object[] }>;

const size = (usual: number): number => Number(process.env.SOAK_SIZE ?? usual);

const pieceSize = 1000;
const folder = process.env.SOAK_STATE;

/** Piece after piece, each with seeds of its own; where SOAK_STATE names a folder, what is done is kept there. */
const mutantsInPieces = async (plan: { storage: Storage; seed: number; count: number }): Promise<MutantReport> => {
  const { storage, seed, count } = plan;
  const file = folder && join(folder, `rules-${seed}-${storage.dialect}.json`);
  const done: MutantReport[] = file && existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];
  while (done.length * pieceSize < count) {
    const first = done.length * pieceSize;
    const piece = { seed: seed + first, count: Math.min(pieceSize, count - first), asOf: '2026-03-02' };
    done.push(await tryMutants({ pack: watchPack(), storage, ...piece }));
    if (file) writeFileSync(file, JSON.stringify(done));
    const { tried, accepted, faults } = joinReports(done);
    console.error(`${tried} of ${count}, ${accepted} accepted, ${faults.length} faults`);
  }
  return joinReports(done);
};

/** The long forms of test/api/bad-rules and test/api/impact; SOAK_SIZE makes them smaller or larger. */
const proofs: Readonly<Record<string, Prove>> = {
  rules: async (watch, { storage }, seed) => {
    await fillWatch(watch);
    return await mutantsInPieces({ storage, seed, count: size(50_000) });
  },
  impact: async (watch, { storage }, seed) => {
    const readers = size(100_000);
    const report = await proveImpact(watch, { storage, readers, seed, writers: 10, writes: 100 });
    return { readers, ...report };
  },
};

const onDatabase = async <T>(database: Database, work: (context: TestStorage) => Promise<T>): Promise<T> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'zhifa-soak-'));
  const server = database === 'mariadb' ? await startMariadb() : undefined;
  const url = server?.url() ?? 'sqlite:soak.db';
  const storage = await openStorage({ url, dataDir });
  try {
    return await work({ storage, dataDir, url });
  } finally {
    await storage.close();
    await server?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
};

/** One line with what was found, kept under bench/results; true when nothing was. */
const soakOn = async (suite: string, prove: Prove, database: Database, seed: number): Promise<boolean> => {
  const began = performance.now();
  const found = await onDatabase(database, async (context) => {
    const watch = await openWatch(context);
    const report = await prove(watch, context, seed);
    await watch.close();
    return report;
  });
  const line = JSON.stringify({
    date: new Date().toISOString(),
    suite,
    database,
    seed,
    commit: execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim(),
    machine: `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`,
    seconds: Math.round((performance.now() - began) / 1000),
    ...found,
  });
  console.log(line);
  const results = join(import.meta.dirname, '../../bench/results');
  mkdirSync(results, { recursive: true });
  appendFileSync(join(results, `${suite}-soak.jsonl`), `${line}\n`);
  return (found.faults ?? []).length === 0;
};

/** Runs a suite that is one of these on both databases, or only on one; undefined for any other suite. */
export const soakRules = async (suite: string, seedText?: string, only?: string): Promise<boolean | undefined> => {
  const prove = Object.hasOwn(proofs, suite) ? proofs[suite] : undefined;
  if (prove === undefined) return undefined;
  const seed = seedText === undefined ? Date.now() % 2 ** 31 : Number(seedText);
  let sound = true;
  for (const database of ['sqlite', 'mariadb'] as const) {
    if (only !== undefined && only !== database) continue;
    if (database === 'mariadb' && mariadbMissing !== undefined) console.log(`skipped on MariaDB: ${mariadbMissing}`);
    else sound = (await soakOn(suite, prove, database, seed)) && sound;
  }
  return sound;
};
