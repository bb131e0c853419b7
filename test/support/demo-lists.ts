import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Catalog } from '#engine/definition/catalog.ts';
import { type Survey, surveySubjects } from '#server/query/rule/survey-subjects.ts';
import { all, asJson, type Db } from '#server/storage/db.ts';
import { type Layout, layoutOf } from '#server/storage/module-layout.ts';
import { updateModuleRow } from '#server/storage/module-rows.ts';
import { findHeader } from '#server/storage/records.ts';
import { type Client, signIn } from './client.ts';
import { stored } from './stored.ts';
import { startSystem, type TestSystem } from './system.ts';

export const demoDay = '2026-06-30';
const now = `${demoDay}T01:00:00.000Z`;

type Values = Readonly<Record<string, unknown>>;

/** Other data tried out: the records of a module with these values get those. */
export interface Edit {
  readonly module: string;
  readonly where: Values;
  readonly set: Values;
}

export interface DemoLists {
  readonly system: TestSystem;
  /** Keeper of the rules at the province. */
  readonly ruler: Client;
  /** Head of the province, who may read everything below. */
  readonly leader: Client;
  readonly rows: (module: string) => Promise<readonly { readonly state: string; readonly data: Values }[]>;
  /** Has a rule set decide and waits until it is done. */
  readonly run: (ruleSet: string) => Promise<Values>;
  /** Where everybody stands after edits of data that are taken back; nothing is stored. */
  readonly survey: (ruleSet: string, edits?: readonly Edit[], catalog?: Catalog) => Promise<Survey>;
  readonly close: () => Promise<void>;
}

class TakeBack extends Error {}

/** What the demonstration imports, without the stories that people play in it. */
export const openDemoLists = async (where: { readonly databaseUrl?: string }): Promise<DemoLists> => {
  const demoDir = mkdtempSync(join(tmpdir(), 'demo-'));
  cpSync(new URL('../../demo/', import.meta.url), demoDir, {
    recursive: true,
    filter: (path) => basename(path) !== 'live.json',
  });
  const system = await startSystem({ now, demoDir, ...where });
  await system.jobs.drain();
  const ruler = await signIn(system.url, 'hanlihua');
  const leader = await signIn(system.url, 'yejianping');
  return {
    system,
    ruler,
    leader,
    rows: (module) => rowsOf(system.storage.read, module),
    run: async (ruleSet) => {
      const { id } = await ruler.post<{ id: string }>(`/rules/${ruleSet}/run`, { asOf: demoDay });
      await system.jobs.drain();
      return await ruler.get(`/rule-runs/${id}`);
    },
    survey: (ruleSet, edits = [], catalog = system.catalog.current()) => survey(system, { ruleSet, edits, catalog }),
    close: async () => {
      await system.close();
      rmSync(demoDir, { recursive: true, force: true });
    },
  };
};

const rowsOf = async (db: Db, module: string) =>
  (
    await all<{ id: string; state: string; data: unknown }>(
      db,
      `select id, state, data from \`m_${module}\` order by id`,
    )
  ).map(({ data, ...row }) => ({ ...row, data: asJson<Values>(data) }));

const matches = (data: Values, where: Values): boolean =>
  Object.entries(where).every(([key, value]) => data[key] === value);

const apply = async (db: Db, layout: Layout, { module, where, set }: Edit): Promise<void> => {
  const found = (await rowsOf(db, module)).filter(({ data }) => matches(data, where));
  if (found.length === 0) throw new Error(`no ${module} with ${JSON.stringify(where)}`);
  for (const { id, data } of found) {
    const row = await findHeader(db, id);
    if (row !== undefined) await updateModuleRow(db, layout, row, stored({ ...data, ...set }));
  }
};

const survey = async (
  { storage }: TestSystem,
  { ruleSet, edits, catalog }: { ruleSet: string; edits: readonly Edit[]; catalog: Catalog },
): Promise<Survey> => {
  let found: Survey | undefined;
  try {
    await storage.transact(async (db) => {
      for (const edit of edits) await apply(db, layoutOf(storage.dialect, catalog.module(edit.module)), edit);
      const source = { db, catalog, dialect: storage.dialect, now };
      found = await surveySubjects(source, catalog.definitions.ruleset.get(ruleSet), { asOf: demoDay });
      throw new TakeBack();
    });
  } catch (error) {
    if (!(error instanceof TakeBack)) throw error;
  }
  if (found === undefined) throw new Error('nothing was asked');
  return found;
};
