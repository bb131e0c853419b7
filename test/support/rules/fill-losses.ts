import { all, run } from '#server/storage/db.ts';
import { newId } from '#server/storage/id.ts';
import { headerColumns } from '#server/storage/module-rows.ts';
import type { RecordRow } from '#server/storage/records.ts';
import type { Storage } from '#server/storage/storage.ts';
import { SeededRandom } from '../forms/seeded-random.ts';
import { insertMany } from '../insert-many.ts';

const chunk = 200;
const weights = ['slight', 'slight', 'slight', 'heavy', 'heavy', 'grave'];
const dayOf = (random: SeededRandom): string =>
  new Date(Date.UTC(2023, 6, 1) + random.int(0, 990) * 86_400_000).toISOString().slice(0, 10);

/** What a reader has lost: nothing, or up to seven books, some unproven, some still open, some long ago. */
const lossesOf = (reader: string, random: SeededRandom) =>
  Array.from({ length: Math.max(0, random.int(-1, 6) - random.int(0, 2)) }, () => ({
    state: random.chance(0.9) ? 'closed' : 'open',
    data: {
      book: 'Atlas',
      reader,
      on: dayOf(random),
      weight: random.pick(weights),
      proven: random.chance(0.85),
      place: '960102',
    },
  }));

/** Losses of many readers, laid down as an import would. `like` is a stored loss whose header the others share. */
export const fillLosses = async (
  storage: Storage,
  { like, readers, seed }: { readonly like: string; readonly readers: number; readonly seed: number },
): Promise<number> => {
  const random = new SeededRandom(seed);
  const [model] = await all<RecordRow>(storage.read, 'select * from `record` where `id` = ?', [like]);
  if (model === undefined) throw new Error('nothing to be like');
  const names = Object.keys(model);
  const rows: { readonly header: unknown[]; readonly module: unknown[] }[] = [];
  for (let at = 0; at < readers; at += 1)
    for (const { state, data } of lossesOf(`E${at}`, random)) {
      const id = newId();
      const header = { ...model, id, root_id: id, state, state_class: state === 'open' ? 'editable' : 'locked' };
      const own = headerColumns.map((name) => header[name as keyof typeof header]);
      rows.push({
        header: names.map((name) => header[name as keyof typeof header]),
        module: [...own, JSON.stringify(data)],
      });
    }
  for (let from = 0; from < rows.length; from += chunk) {
    const some = rows.slice(from, from + chunk);
    await storage.transact(async (db) => {
      await run(
        db,
        insertMany('record', names, some.length),
        some.flatMap(({ header }) => header),
      );
      await run(
        db,
        insertMany('m_loss', [...headerColumns, 'data'], some.length),
        some.flatMap(({ module }) => module),
      );
    });
  }
  await storage.optimize();
  return rows.length;
};
