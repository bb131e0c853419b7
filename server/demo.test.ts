import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { machine } from '#server/command/context.ts';
import { loadDemo } from '#server/demo.ts';
import { playStories, type Story } from '#server/demo-play.ts';
import { loadActor } from '#server/query/load-actor.ts';
import { readReceipts } from '#server/query/read-receipts.ts';
import { all } from '#server/storage/db.ts';
import { startSystem, type TestSystem } from '#test/support/system.ts';

const folder = new URL('../demo/', import.meta.url);
const stories = JSON.parse(readFileSync(new URL('live.json', folder), 'utf8')) as readonly Story[];

let system: TestSystem;
const contextNow = () => system.context({ actor: machine, requestId: 'test' });
const count = async (text: string): Promise<number> =>
  Number((await all<{ n: number }>(system.storage.read, `select count(*) as n ${text}`))[0]?.n);
/** What people and files made; rule sets add theirs whenever they run. */
const records = () => count(`from record where origin = 'imported' or owner <> '${machine.id}'`);
const reached = async (): Promise<ReadonlyMap<string, { done: number; names: object; refused?: string }>> => {
  const rows = await all<{ name: string; value: string }>(
    system.storage.read,
    "select name, value from pointer where name like 'demo:%'",
  );
  return new Map(rows.map(({ name, value }) => [name.slice(5), JSON.parse(value)]));
};

before(async () => {
  system = await startSystem({ now: '2026-06-30T01:00:00.000Z', demoDir: 'demo' });
  // What the platform does by itself, such as urging who is late, is done before anything is counted.
  await system.jobs.drain();
});
after(async () => await system.close());

describe('the demonstration', () => {
  it('plays every story without a refusal up to its first document to issue', async () => {
    const found = await reached();
    for (const { key, steps } of stories) {
      const issue = steps.findIndex((step) => step.issue !== undefined);
      assert.deepEqual(
        { done: found.get(key)?.done, refused: found.get(key)?.refused },
        { done: issue < 0 ? steps.length : issue, refused: undefined },
        key,
      );
    }
  });

  it('has live records in many states, each with somebody to act on it', async () => {
    const live = await all<{ state: string }>(
      system.storage.read,
      "select distinct state from record where parent_id is null and origin <> 'imported'",
    );
    assert.ok(live.length >= 5, JSON.stringify(live));
    assert.equal(
      await count(
        "from record r where r.parent_id is null and r.origin <> 'imported' and r.state_class <> 'terminal' and r.state <> 'draft' and r.state <> 'sourceReturned' and not exists (select 1 from task t where t.root_id = r.id and t.state = 'open')",
      ),
      0,
    );
  });

  it('shows an order of which one receiver is done, one has more time and one has not even signed', async () => {
    const names = (await reached()).get('region-order-three-counties')?.names as { order?: string } | undefined;
    const actor = await loadActor(system.storage.read, 'luwenbo', contextNow().now);
    assert.ok(actor);
    const at = { module: 'regionOrder', id: names?.order ?? '' };
    const [shown] = await readReceipts(system.context({ actor, requestId: 'test' }), at);
    assert.equal(shown?.light, 'red');
    assert.deepEqual(
      shown?.receipts.map(({ organization, light, signLight }) => [organization, light, signLight]),
      [
        ['96010200', 'none', 'none'],
        ['96010300', 'green', 'none'],
        ['96012100', 'red', 'red'],
      ],
    );
  });

  it('has the cases of its file, adding up to the totals their authors gave, in fen', async () => {
    const rows = await all<{ data: string }>(
      system.storage.read,
      "select m.data from m_case m join record r on r.id = m.id where r.origin = 'imported'",
    );
    const cases = rows.map(({ data }) => JSON.parse(data) as Record<string, unknown>);
    const sum = (name: string, wanted: (one: Record<string, unknown>) => boolean) =>
      cases.filter(wanted).reduce((total, one) => total + Number(one[name] ?? 0), 0);
    assert.equal(cases.length, 200);
    assert.equal(
      sum('goodsValue', () => true),
      738_590_000,
    );
    assert.equal(
      sum('fineAmount', (one) => one.penaltyEffective === 'effective'),
      640_080_000,
    );
    assert.equal(cases.filter((one) => one.intentional === true).length, 28);
  });

  it('changes nothing when it is loaded again', async () => {
    const was = await records();
    await loadDemo(contextNow, folder.pathname);
    assert.equal(await records(), was);
  });

  it('is completed after a load that was cut off, and no old record comes twice', async () => {
    const was = await records();
    await system.storage.transact(async (db) => {
      await db.updateTable('pointer').set({ value: 'loading' }).where('name', '=', 'demo').execute();
    });
    await loadDemo(contextNow, folder.pathname);
    assert.equal(await records(), was);
    const row = await system.storage.read.selectFrom('pointer').selectAll().where('name', '=', 'demo').execute();
    assert.equal(row[0]?.value, 'loaded');
  });

  it('does no step twice when it was cut off before it was noted', async () => {
    const actor = 'chenmingyuan';
    const data = { caseTitle: 'Cut off' };
    const changed = { caseTitle: 'Saved once' };
    const story: Story = {
      key: 'cut',
      steps: [
        { at: '2026-06-30T00:10:00.000Z', actor, create: { module: 'case', data, as: 'it' } },
        { at: '2026-06-30T00:20:00.000Z', actor, save: { on: 'it', form: 'caseRegister', data: changed } },
      ],
    };
    const play = () => playStories(contextNow, [story], { printing: false });
    await play();
    const [was, events, end] = [await records(), await count('from event'), (await reached()).get('cut')];
    for (const done of [1, 0]) {
      const names = done === 0 ? {} : end?.names;
      await system.storage.transact(async (db) => {
        const value = JSON.stringify({ done, names });
        await db.updateTable('pointer').set({ value }).where('name', '=', 'demo:cut').execute();
      });
      await play();
      assert.deepEqual((await reached()).get('cut'), end);
      assert.deepEqual([await records(), await count('from event')], [was, events]);
    }
  });

  it('ends a story that people have taken elsewhere and plays the others on', async () => {
    const story = (key: string, action: string): Story => ({
      key,
      steps: [
        { at: '2026-06-29T01:00:00.000Z', actor: 'chenmingyuan', create: { module: 'case', data: {}, as: 'it' } },
        { at: '2026-06-29T02:00:00.000Z', actor: 'chenmingyuan', act: { on: 'it', action, data: {} } },
        { at: '2026-07-29T02:00:00.000Z', actor: 'chenmingyuan', act: { on: 'it', action, data: {} } },
      ],
    });
    const waiting: Story = { key: 'waiting', steps: story('waiting', '').steps.filter(({ act }) => act === undefined) };
    await playStories(contextNow, [story('refused', 'reviewSource'), waiting], { printing: false });
    const found = await reached();
    assert.equal(found.get('refused')?.done, 1);
    assert.match(found.get('refused')?.refused ?? '', /Problem/);
    assert.deepEqual([found.get('waiting')?.done, found.get('waiting')?.refused], [1, undefined]);
  });
});
