import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { formatDefinition } from '#engine/definition/canonical.ts';
import type { OutcomeComparison } from '#server/query/rule/compare-outcome.ts';
import { onEachStorage } from '#test/support/storage.ts';
import { openWatch, type Watch } from '#test/support/watch/hands.ts';
import { readImpactSubjects, readImpacts } from '../../query/read-impact.ts';
import { openDraft } from '../open-draft.ts';
import { previewDraft } from '../preview-draft.ts';
import { publishDraft } from '../publish-draft.ts';
import { saveDraftItem } from '../save-draft-item.ts';

interface Impact {
  readonly id: string;
  readonly current: boolean;
  readonly counts: object;
  readonly compared:
    | (Omit<OutcomeComparison, 'changedSince' | 'deviating'> & {
        readonly changedSince: { readonly count: number; readonly subjects: readonly { readonly group: object }[] };
        readonly deviating: { readonly count: number };
      })
    | null;
}

onEachStorage('Impact on subjects', (context) => {
  let watch: Watch;
  const readers = 40;
  before(async () => {
    watch = await openWatch(context);
    for (let reader = 0; reader < readers; reader += 1)
      for (let loss = 0; loss < reader % 5; loss += 1)
        await watch.lose({ reader: `R${reader}`, on: `2026-01-${String(10 + loss)}`, place: '970101' });
    await watch.forget();
    await watch.run('watch-list', '2026-03-02');
  });
  after(() => watch?.close());

  const draftOf = async (key: string, value: number): Promise<string> => {
    const ruler = await watch.ruler();
    const { id } = await openDraft(ruler, { title: key });
    const found = ruler.catalog.definitions.parameter.get(key);
    const definition = JSON.parse(formatDefinition(found ?? {}));
    definition.values[0].value = value;
    await saveDraftItem(ruler, { id, kind: 'parameter', key, definition });
    return id;
  };
  const impactOf = async (draft: string): Promise<Impact> => {
    const [found] = await readImpacts(await watch.ruler(), { draft });
    return found as unknown as Impact;
  };

  test('a changed threshold shows who enters and who stays, by organization, with both traces, and is stored', async () => {
    const before = await watch.counts();
    const id = await draftOf('watch-threshold', 2);
    const { sweeps } = await previewDraft(await watch.ruler(), { id, asOf: '2026-03-02' });
    assert.deepEqual(
      sweeps.map(({ ruleset, counts, examined }) => [ruleset, counts, examined]),
      [['watch-list', { enters: 8, leaves: 0, level: 0, stays: 16 }, 32]],
    );
    assert.deepEqual(sweeps[0]?.byOrganization, [
      { organization: 'town', name: 'town', enters: 8, leaves: 0, level: 0, stays: 16 },
    ]);
    const stored = await impactOf(id);
    assert.deepEqual([stored.id, stored.current, stored.counts], [sweeps[0]?.id, true, sweeps[0]?.counts]);
    const page = await readImpactSubjects(await watch.ruler(), { id: stored.id, change: 'enters', limit: 3 });
    assert.deepEqual([page.total, page.subjects.length], [8, 3]);
    const [one] = page.subjects;
    assert.equal(one?.before, null);
    const [other] = one?.other?.trace ?? [];
    assert.deepEqual([other?.result, other?.condition.actual, other?.condition.expected], [false, 2, 3]);
    const [trace] = one?.after?.trace ?? [];
    assert.deepEqual([trace?.rule, trace?.condition.actual, trace?.condition.expected], ['many', 2, 2]);
    assert.equal(one?.after?.records.length, 2);
    assert.deepEqual(await watch.counts(), before);
    await saveAgain(id);
    assert.equal((await impactOf(id)).current, false);
  });

  const saveAgain = async (id: string): Promise<void> => {
    const ruler = await watch.ruler();
    const definition = JSON.parse(formatDefinition(ruler.catalog.definitions.parameter.get('watch-points') ?? {}));
    definition.values[0].value = 6;
    await saveDraftItem(ruler, { id, kind: 'parameter', key: 'watch-points', definition });
  };

  test('after publishing, who kept the records counted stands as foreseen; the others are told as changed since', async () => {
    const id = await draftOf('watch-threshold', 2);
    await previewDraft(await watch.ruler(), { id, asOf: '2026-03-02' });
    await watch.lose({ reader: 'R1', on: '2026-02-01' });
    await watch.lose({ reader: 'R2', on: '2026-02-01' });
    const [first] = await watch.find('loss', { reader: 'R7' });
    await watch.act('loss', first ?? '', '', { proven: false });
    await publishDraft(await watch.ruler(), { id, note: 'x' });
    await watch.shop.catalog.reload();
    await watch.shop.jobs.drain();
    const { compared } = await impactOf(id);
    assert.deepEqual(
      [compared?.compared, compared?.equal, compared?.sameDay, compared?.deviating.count],
      [25, 23, true, 0],
    );
    assert.deepEqual(
      compared?.changedSince.subjects
        .map(({ group }) => group)
        .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
      [{ reader: 'R1' }, { reader: 'R7' }],
    );
    const hit = (await watch.records('watch'))
      .filter(({ state }) => state === 'candidate')
      .map(({ data }) => data.reader);
    assert.equal(hit.length, 24);
  });
});
