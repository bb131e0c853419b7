import { resolve } from 'node:path';
import { buildCatalog, type Catalog } from '#engine/definition/catalog.ts';
import { createClosureCache } from '../command/closure-cache.ts';
import { readConfig, WrongConfig } from '../config.ts';
import { createBinder } from '../print/binder.ts';
import { readFontRoles } from '../print/font-roles.ts';
import { createPrinter } from '../print/printer.ts';
import { createTemplateRunner } from '../print/template-runner.ts';
import { currentRelease, readFiles, readManifest } from '../storage/definitions.ts';
import { openFileStore } from '../storage/file-store.ts';
import { openStorage, type Storage } from '../storage/storage.ts';
import { openReprint, type Reprint } from './reprint.ts';
import { type Finding, verify } from './verify.ts';
import type { World } from './world.ts';

/** The release in force as it is stored; undefined when there is none or it cannot be read whole. */
const catalogOf = async (storage: Storage): Promise<Catalog | undefined> => {
  const release = await currentRelease(storage.read);
  const manifest = release && (await readManifest(storage.read, release.manifest));
  if (release === undefined || manifest === undefined) return undefined;
  const { files, damaged } = await readFiles(storage.read, manifest);
  const { catalog, issues } = buildCatalog(files, new Map(Object.entries(manifest)), release.id);
  return damaged.length + issues.length > 0 ? undefined : catalog;
};

/** What the invariants look at in a running or resting system. */
export const openWorld = async (storage: Storage, dataDir: string, reprint?: Reprint): Promise<World> => {
  const files = await openFileStore(dataDir);
  const catalog = await catalogOf(storage);
  const seen = { db: storage.read, dialect: storage.dialect, files, ...(reprint && { reprint }) };
  if (catalog === undefined) return seen;
  const closures = createClosureCache();
  const pinned = (module: string, hash: string) =>
    closures.get(storage.read, catalog, module, hash).catch(() => undefined);
  return { ...seen, catalog, pinned };
};

const fontsDir = resolve(import.meta.dirname, '../../templates/fonts');
const shown = 20;

const told = (skipped: string | undefined, notes: readonly string[]): string => {
  const words = skipped === undefined ? notes : [skipped, ...notes];
  return words.length === 0 ? '' : ` (${words.join('; ')})`;
};

/** One line an invariant; offending rows below, the first twenty of each by name. */
export const report = (findings: readonly Finding[]): string[] =>
  findings.flatMap(({ invariant, offences, notes, skipped }) => {
    const verdict =
      skipped === undefined ? (offences.length === 0 ? 'holds' : `BROKEN ${offences.length}×`) : 'skipped';
    const head = `${invariant.id.padEnd(4)} ${verdict.padEnd(8)} ${invariant.title}${told(skipped, notes)}`;
    const rows = offences.slice(0, shown).map(({ table, row, reason }) => `       ${table} ${row}: ${reason}`);
    return [head, ...rows, ...(offences.length > shown ? [`       and ${offences.length - shown} more`] : [])];
  });

const run = async (): Promise<boolean> => {
  const config = readConfig(process.env);
  const storage = await openStorage({ url: config.databaseUrl, dataDir: config.dataDir });
  const printer = createPrinter({ dataDir: config.dataDir, fontsDir, env: process.env });
  const templates = createTemplateRunner();
  const binder = createBinder();
  const publicUrl = config.publicUrl ?? `http://${config.host}:${config.port}`;
  try {
    const reprint = openReprint({ printer, binder, templates, roles: readFontRoles(fontsDir), publicUrl });
    const findings = await verify(await openWorld(storage, config.dataDir, reprint));
    for (const line of report(findings)) console.log(line);
    return findings.every(({ offences }) => offences.length === 0);
  } finally {
    await printer.close();
    await binder.close();
    await templates.close();
    await storage.close();
  }
};

if (import.meta.main) {
  run().then(
    (holds) => process.exit(holds ? 0 : 1),
    (error: unknown) => {
      console.error(error instanceof WrongConfig ? error.message : error);
      process.exit(2);
    },
  );
}
