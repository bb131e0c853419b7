import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { formatDefinition } from '#engine/definition/canonical.ts';
import { readImpactSubjects, readImpacts } from '#server/query/read-impact.ts';
import { all } from '#server/storage/db.ts';
import { onEachStorage } from '#test/support/storage.ts';
import { openWatch, type Watch } from '#test/support/watch/hands.ts';
import { openDraft } from '../open-draft.ts';
import { previewDraft } from '../preview-draft.ts';
import { publishDraft } from '../publish-draft.ts';
import { saveDraftItem } from '../save-draft-item.ts';

/** More of them are asked for by IMPACT_SUBJECTS. */
const readers = Number(process.env.IMPACT_SUBJECTS ?? 1500);
const asOf = '2026-03-02';

/** Most lose a book or none; every twenty-fifth up to four. */
const lossesOf = (reader: number): number => (reader % 25 === 3 ? 1 + ((reader * 7) % 4) : reader % 2);

/** Readers whose losses people write about meanwhile: every tenth. */
const isTouched = (reader: string): boolean => Number(reader.slice(1)) % 10 === 0;

function* losses() {
  for (let reader = 0; reader < readers; reader += 1)
    for (let loss = 0; loss < lossesOf(reader); loss += 1) {
      const on = `202${5 - (loss % 3)}-0${1 + (loss % 3)}-11`;
      yield { reader: `R${reader}`, on, weight: reader % 1201 === 0 ? 'grave' : 'slight', proven: loss !== 3 };
    }
}

onEachStorage('Impact while others write', (context) => {
  let watch: Watch;
  before(async () => {
    watch = await openWatch(context);
    await watch.fill(losses());
  });
  after(() => watch?.close());

  /** Who is to be watched, in SQL that shares nothing with the statement of the aggregate. */
  const bySql = async (threshold: number): Promise<string[]> => {
    const field = (name: string) => `json_extract(m.data, '$.${name}')`;
    const text = (name: string) =>
      context.storage.dialect === 'sqlite' ? field(name) : `json_unquote(${field(name)}) collate utf8mb4_nopad_bin`;
    const grave = `sum(case when ${text('weight')} = 'grave' then 1 else 0 end)`;
    const points = `sum(case ${text('weight')} when 'grave' then 5 when 'heavy' then 3 else 1 end)`;
    const rows = await all<{ reader: string }>(
      context.storage.read,
      `select ${text('reader')} as reader from m_loss m where m.state = 'closed' and ${field('proven')} and ${text('on')} > '2024-03-02' and ${text('on')} <= '${asOf}' group by ${text('reader')} having count(*) >= ${threshold} or ${points} >= 5 or ${grave} >= 1`,
    );
    return rows.map(({ reader }) => reader).sort();
  };

  const write = async (writer: number, still: () => boolean): Promise<number> => {
    let written = 0;
    for (let turn = writer; still(); turn += 10) {
      const reader = `R${((turn * 10) % readers) - ((turn * 10) % 10)}`;
      await watch.lose({ reader, on: '2026-02-11', weight: 'slight' });
      written += 1;
      // A person does not write without a pause.
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    return written;
  };

  test('what was foreseen is what SQL says, and comes for all whose records nobody touched', {
    timeout: 600_000,
  }, async () => {
    await watch.run('watch-list', asOf);
    const before = await bySql(2);
    const ruler = await watch.ruler();
    const { id } = await openDraft(ruler, { title: 'x' });
    const definition = JSON.parse(formatDefinition(ruler.catalog.definitions.parameter.get('watch-threshold') ?? {}));
    definition.values[0].value = 2;
    await saveDraftItem(ruler, { id, kind: 'parameter', key: 'watch-threshold', definition });

    let writing = true;
    const writers = Array.from({ length: 10 }, (_, writer) => write(writer, () => writing));
    await previewDraft(await watch.ruler(), { id, asOf });
    await publishDraft(await watch.ruler(), { id, note: 'x' });
    writing = false;
    const written = (await Promise.all(writers)).reduce((sum, count) => sum + count, 0);
    assert.ok(written > 0);
    await watch.shop.catalog.reload();
    await watch.shop.jobs.drain();

    const [impact] = (await readImpacts(await watch.ruler(), { draft: id })) as unknown as {
      id: string;
      compared: Compared;
    }[];
    const foreseen = await foreseenIn(impact?.id ?? '');
    const untouched = (list: readonly string[]) => list.filter((reader) => !isTouched(reader));
    assert.deepEqual(untouched(foreseen), untouched(before));
    assert.equal(impact?.compared.deviating.count, 0);
    for (const { group } of impact?.compared.changedSince.subjects ?? [])
      assert.ok(isTouched(group.reader), group.reader);
    const watched = (await watch.records('watch'))
      .filter(({ state }) => state === 'candidate')
      .map(({ data }) => String(data.reader));
    assert.deepEqual(watched.sort(), await bySql(2));
  });

  const foreseenIn = async (impact: string): Promise<string[]> => {
    const found: string[] = [];
    for (let skip = 0; ; skip += 200) {
      const { subjects } = await readImpactSubjects(await watch.ruler(), { id: impact, skip, limit: 200 });
      found.push(...subjects.filter((one) => one.after !== null).map(({ group }) => group.reader ?? ''));
      if (subjects.length < 200) return found.sort();
    }
  };
});

interface Compared {
  readonly deviating: { readonly count: number };
  readonly changedSince: { readonly subjects: readonly { readonly group: { readonly reader: string } }[] };
}
