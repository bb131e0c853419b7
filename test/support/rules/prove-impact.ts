import assert from 'node:assert/strict';
import { formatDefinition } from '#engine/definition/canonical.ts';
import { openDraft } from '#server/command/open-draft.ts';
import { previewDraft } from '#server/command/preview-draft.ts';
import { publishDraft } from '#server/command/publish-draft.ts';
import { saveDraftItem } from '#server/command/save-draft-item.ts';
import { readImpactSubjects, readImpacts } from '#server/query/read-impact.ts';
import { all } from '#server/storage/db.ts';
import { moduleTableSpec, settleModules } from '#server/storage/module-tables.ts';
import type { Storage } from '#server/storage/storage.ts';
import { SeededRandom } from '../forms/seeded-random.ts';
import type { Watch } from '../watch/hands.ts';
import { fillLosses } from './fill-losses.ts';

export interface ImpactPlan {
  readonly storage: Storage;
  readonly readers: number;
  readonly seed: number;
  readonly writers: number;
  readonly writes: number;
}

export interface ImpactReport {
  readonly records: number;
  readonly counts: Readonly<Record<string, number>>;
  readonly previewMs: number;
  readonly publishMs: number;
  readonly written: number;
  readonly compared: number;
  readonly equal: number;
  readonly changedSince: number;
  readonly deviating: number;
}

const asOf = '2026-03-02';
const windowFrom = '2024-03-02';

interface Told {
  readonly count: number;
  readonly subjects: readonly { readonly group: { readonly reader: string } }[];
}
interface Compared {
  readonly compared: number;
  readonly equal: number;
  readonly sameDay: boolean;
  readonly changedSince: Told;
  readonly deviating: Told;
}

/** Who is hit, by a statement written by hand that shares nothing with the platform but the table. */
const hitBySql = async ({ read, dialect }: Storage, threshold: number): Promise<string[]> => {
  const value = (name: string) =>
    dialect === 'sqlite' ? `json_extract(data, '$.${name}')` : `json_value(data, '$.${name}')`;
  const text = `select reader, count(*) as n, sum(points) as p, sum(points = 5) as g from (
      select ${value('reader')} as reader, case ${value('weight')} when 'slight' then 1 when 'heavy' then 3 else 5 end as points
      from m_loss where state = 'closed' and ${value('proven')} in (1, 'true') and ${value('on')} > ? and ${value('on')} <= ?
    ) l group by reader having count(*) >= ? or sum(points) >= 5 or sum(points = 5) >= 1`;
  const rows = await all<{ reader: string }>(read, text, [windowFrom, asOf, threshold]);
  return rows.map(({ reader }) => reader).sort();
};

const draftOf = async (watch: Watch, threshold: number): Promise<string> => {
  const ruler = await watch.ruler();
  const { id } = await openDraft(ruler, { title: 'a lower threshold' });
  const found = ruler.catalog.definitions.parameter.get('watch-threshold');
  const definition = JSON.parse(formatDefinition(found ?? {}));
  definition.values[0].value = threshold;
  await saveDraftItem(ruler, { id, kind: 'parameter', key: 'watch-threshold', definition });
  return id;
};

/** Readers who are hit after the change as foreseen, page by page. */
const foreseen = async (watch: Watch, id: string): Promise<string[]> => {
  const found: string[] = [];
  for (let skip = 0; ; skip += 200) {
    const { subjects, total } = await readImpactSubjects(await watch.ruler(), { id, skip, limit: 200 });
    found.push(...subjects.flatMap(({ after, group }) => (after === null ? [] : [String(group.reader)])));
    if (skip + 200 >= total) return found.sort();
  }
};

/** People who go on losing, proving and taking back; tells whose losses were touched. */
const startWriters = (watch: Watch, { readers, seed, writers, writes }: ImpactPlan) => {
  const touched = new Set<string>();
  let written = 0;
  const write = async (writer: number): Promise<void> => {
    const random = new SeededRandom(seed + 1000 + writer);
    const own: [id: string, reader: string][] = [];
    for (let left = writes; left > 0; left -= 1) {
      const [id, known] = own.at(-1) ?? [];
      const reader = random.chance(0.6) || known === undefined ? `E${random.int(0, readers - 1)}` : known;
      touched.add(reader);
      if (id !== undefined && reader === known) await watch.act('loss', id, '', { proven: random.chance(0.5) });
      else own.push([await watch.lose({ reader, on: '2026-02-01', weight: 'heavy' }), reader]);
      written += 1;
    }
  };
  const done = Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)));
  return { done, touched, written: () => written };
};

const timed = async <T>(work: () => Promise<T>): Promise<[T, number]> => {
  const began = performance.now();
  return [await work(), Math.round(performance.now() - began)];
};

const candidates = async (watch: Watch): Promise<string[]> =>
  (await watch.records('watch'))
    .filter(({ state }) => state === 'candidate')
    .map(({ data }) => String(data.reader))
    .sort();

/**
 * A threshold is lowered by a draft: what the preview foresees is what a hand-written statement says, and what comes
 * while others go on writing differs from it only for those whose losses they touched, who are named.
 */
export const proveImpact = async (watch: Watch, plan: ImpactPlan): Promise<ImpactReport> => {
  const { storage, readers, seed } = plan;
  const like = await watch.lose({ reader: 'first', on: '2020-01-01' });
  const records = await fillLosses(storage, { like, readers, seed });
  const { catalog } = await watch.ruler();
  await settleModules(storage, [moduleTableSpec(catalog.module('loss'))]);
  await watch.forget();
  await watch.run('watch-list', asOf);
  assert.deepEqual(await candidates(watch), await hitBySql(storage, 3));

  const id = await draftOf(watch, 2);
  const [{ sweeps }, previewMs] = await timed(async () => await previewDraft(await watch.ruler(), { id, asOf }));
  const [sweep] = sweeps;
  assert.ok(sweep);
  assert.deepEqual(await foreseen(watch, sweep.id), await hitBySql(storage, 2));

  const writing = startWriters(watch, plan);
  const [, publishMs] = await timed(async () => {
    await publishDraft(await watch.ruler(), { id, note: 'x' });
    await watch.shop.catalog.reload();
    await watch.shop.jobs.drain();
  });
  await writing.done;
  await watch.shop.jobs.drain();
  const [impact] = await readImpacts(await watch.ruler(), { draft: id });
  const compared = impact?.compared as Compared | undefined;
  assert.ok(compared?.sameDay);
  assert.deepEqual(compared.deviating.subjects, []);
  for (const { group } of compared.changedSince.subjects)
    assert.ok(writing.touched.has(group.reader), `${group.reader} was not touched`);
  assert.deepEqual(await candidates(watch), await hitBySql(storage, 2));
  return {
    records,
    counts: sweep.counts,
    previewMs,
    publishMs,
    written: writing.written(),
    compared: compared.compared,
    equal: compared.equal,
    changedSince: compared.changedSince.count,
    deviating: compared.deviating.count,
  };
};
