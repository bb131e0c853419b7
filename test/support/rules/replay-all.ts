import { replay } from '#server/query/replay-decision.ts';
import { all } from '#server/storage/db.ts';
import type { DecisionRow } from '#server/storage/decisions.ts';
import { openStorage, type Storage } from '#server/storage/storage.ts';

export interface Replayed {
  readonly same: number;
  /** Ids of decisions that came out otherwise, or whose inputs were altered. */
  readonly others: readonly string[];
}

/** Makes every stored decision again. */
export const replayAll = async (storage: Storage): Promise<Replayed> => {
  const rows = await all<DecisionRow>(storage.read, 'select * from decision order by id');
  const others: string[] = [];
  for (const row of rows) {
    const again = await replay(storage, row);
    if (!again.same || again.altered.length > 0) others.push(row.id);
  }
  return { same: rows.length - others.length, others };
};

/** As a process of its own that knows nothing but the database: `node replay-all.ts <url> <data folder>`. */
if (import.meta.main) {
  const [url = '', dataDir = ''] = process.argv.slice(2);
  const storage = await openStorage({ url, dataDir });
  console.log(JSON.stringify(await replayAll(storage)));
  await storage.close();
  // Connections that are still saying goodbye keep nobody waiting.
  process.exit();
}
