import { all } from '#server/storage/db.ts';
import { type Client, signIn } from './client.ts';
import { peopleFolder } from './people-folder.ts';
import { startSystem, type TestSystem } from './system.ts';
import { upload } from './upload.ts';

export interface ImportRun {
  readonly id: string;
  readonly state: string;
  readonly rows: number;
  readonly good: number;
  readonly bad: number;
  readonly written: number;
  readonly skipped: number;
  readonly error: string | null;
  readonly issues: number;
  /** How many rows are told of beside their faults, by what is told: updated, unchanged, kept, closed, nobody. */
  readonly notes: Readonly<Record<string, number>>;
}

export interface ImportReport {
  readonly total: number;
  readonly items: readonly { line: number; column: string; value: string; code: string; message: string }[];
}

export interface ImportRefusal {
  readonly issues: readonly { code: string; message: string }[];
}

/** A system with the people of the demonstration and nothing else, and a clerk who may import. */
export const openImportDesk = async (where: { readonly databaseUrl?: string } = {}) => {
  const { demoDir, remove } = peopleFolder();
  const system: TestSystem = await startSystem({ ...where, now: '2026-06-30T01:00:00.000Z', demoDir });
  const close = async () => {
    await system.close();
    remove();
  };
  return { system, clerk: await signIn(system.url, 'lvjianping'), close };
};

/** What people do at the page for imports, each step with the work behind it done. */
export const importDesk = (system: () => TestSystem) => {
  const settled = async (client: Client, id: string): Promise<ImportRun> => {
    await system().jobs.drain();
    return await client.get<ImportRun>(`/imports/runs/${id}`);
  };
  return {
    hand: async (client: Client, key: string, bytes: Uint8Array, name = 'rows.xlsx'): Promise<ImportRun> => {
      const file = await upload(system().url, client, bytes);
      const { id } = await client.post<ImportRun>(`/imports/${key}`, { upload: file, name });
      return settled(client, id);
    },
    start: async (client: Client, { id }: ImportRun, mode: 'all' | 'rows'): Promise<ImportRun> => {
      await client.post(`/imports/runs/${id}/start`, { mode });
      return settled(client, id);
    },
    report: (client: Client, { id }: ImportRun): Promise<ImportReport> =>
      client.get<ImportReport>(`/imports/runs/${id}/issues`),
    count: async (text: string): Promise<number> =>
      Number((await all<{ n: number }>(system().storage.read, `select count(*) as n ${text}`))[0]?.n),
  };
};
