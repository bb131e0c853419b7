import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { formatDefinition } from '#engine/definition/canonical.ts';
import type { StoredImpact } from '#engine/rule/impact.ts';
import { all } from '#server/storage/db.ts';
import { changed } from '#test/support/small-pack.ts';
import { onEachStorage } from '#test/support/storage.ts';
import { openWatch, type Watch } from '#test/support/watch/hands.ts';
import { watchPack } from '#test/support/watch-pack.ts';
import { codesOf } from '#test/support/workshop-hands.ts';
import { readImpactSubjects, readImpacts, readOneImpactSubject, readReleaseImpacts } from '../../query/read-impact.ts';
import { endOwnWork, readWork } from '../end-work.ts';
import { openDraft } from '../open-draft.ts';
import { previewDraft } from '../preview-draft.ts';
import { publishDraft } from '../publish-draft.ts';
import { saveDraftItem } from '../save-draft-item.ts';

/** Who is watched gives the desk something to do. */
const withTask = () =>
  changed(watchPack(), 'definitions/watch/workflows/watchFlow.json', ((flow: {
    states: Record<string, { tasks?: object[] }>;
  }) => {
    const { candidate } = flow.states;
    if (candidate) candidate.tasks = [{ for: [{ post: 'desk' }], title: { zh: 'Look', en: 'Look' } }];
  }) as (definition: never) => unknown);

onEachStorage('Impact on subjects', (context) => {
  let watch: Watch;
  const readers = 40;
  before(async () => {
    watch = await openWatch(context, withTask());
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
  const impactOf = async (draft: string): Promise<StoredImpact> => {
    const [found] = await readImpacts(await watch.ruler(), { draft });
    return found as StoredImpact;
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
    assert.deepEqual([sweeps[0]?.tasks, sweeps[0]?.tasksBy], [8, [{ title: { zh: 'Look', en: 'Look' }, count: 8 }]]);
    assert.deepEqual(await watch.counts(), before);
    const { line = 0 } = page.subjects.at(-1) ?? {};
    const last = await readOneImpactSubject(await watch.ruler(), { id: stored.id, line });
    assert.deepEqual([last.before, last.otherFrom, last.other?.trace[0]?.condition.expected], [null, 'stored', 3]);
    assert.deepEqual(
      last.counted.map(({ key, records }) => [key, records.map(({ module }) => module)]),
      [['reader-losses', ['loss', 'loss']]],
    );
    await saveAgain(id);
    assert.equal((await impactOf(id)).current, false);
  });

  test('of every subject both sides are found, with the way to what was made of it; changed data are told', async () => {
    const id = await draftOf('watch-threshold', 5);
    await previewDraft(await watch.ruler(), { id, asOf: '2026-03-02' });
    const stored = await impactOf(id);
    const asked = { id: stored.id, change: 'leaves', organization: 'town' };
    const { total, subjects } = await readImpactSubjects(await watch.ruler(), asked);
    assert.deepEqual([total, subjects.length], [16, 16]);
    await tamperWithOthers(stored.id);
    const read = (line: number) => watch.ruler().then((ruler) => readOneImpactSubject(ruler, { id: stored.id, line }));
    for (const { line, group } of subjects) {
      const one = await read(line);
      assert.deepEqual([one.otherFrom, one.other?.trace[0]?.condition.expected], ['same', 5], group.reader ?? '');
      assert.equal(one.records.length, 1);
    }
    const [first] = subjects;
    await watch.lose({ reader: first?.group.reader ?? '', on: '2026-01-30' });
    assert.equal((await read(first?.line ?? 0)).otherFrom, 'changed');
    const [gone] = await watch.find('loss', { reader: first?.group.reader, on: '2026-01-30' });
    await watch.act('loss', gone ?? '', '', { proven: false });
    await watch.forget();
  });

  /** As if no side but the one that is hit had been stored. */
  const tamperWithOthers = async (impact: string): Promise<void> => {
    const [row] = await all<{ content: string }>(
      context.storage.read,
      'select content from rule_run_input where run_id = ?',
      [impact],
    );
    const lines = watch.unpack(row?.content ?? '').split('\n');
    const bare = lines.map((line) => {
      if (line === '') return line;
      const { other: _other, ...rest } = JSON.parse(line);
      return JSON.stringify(rest);
    });
    await watch.tamper(
      `update rule_run_input set content = '${watch.pack(bare.join('\n'))}' where run_id = '${impact}'`,
    );
  };

  test('who asked for a preview sees how far it is and may end it; nothing of it is stored then', async () => {
    const id = await draftOf('watch-threshold', 4);
    const ruler = await watch.ruler();
    const going = previewDraft(ruler, { id, asOf: '2026-03-02', watch: 'w1' });
    assert.deepEqual(readWork(ruler, 'w1'), { going: true, percent: 0 });
    assert.equal(readWork({ ...ruler, actor: { ...ruler.actor, id: 'somebody' } }, 'w1').going, false);
    endOwnWork({ ...ruler, actor: { ...ruler.actor, id: 'somebody' } }, 'w1');
    endOwnWork(ruler, 'w1');
    assert.deepEqual(await codesOf(going), ['work-cancelled']);
    assert.equal(await impactOf(id), undefined);
    assert.equal(readWork(ruler, 'w1').going, false);
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
    const { compared, release } = await impactOf(id);
    const [foreseen] = await readReleaseImpacts(await watch.ruler(), { release: release ?? '' });
    assert.deepEqual([foreseen?.run?.state, foreseen?.compared], ['done', compared]);
    assert.deepEqual(compared?.changedSince.subjects.map(({ records }) => records.length).sort(), [0, 1]);
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
