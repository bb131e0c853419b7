import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readRelated } from '#server/query/read-related.ts';
import { openTestStorage } from '#test/support/storage.ts';
import { openWatch, type Watch } from '#test/support/watch/hands.ts';
import { decisionBlock } from '../document/decision-block.ts';

let watch: Watch;
let opened: Awaited<ReturnType<typeof openTestStorage>>;
before(async () => {
  opened = await openTestStorage();
  watch = await openWatch(opened);
  for (const on of ['2025-01-10', '2025-05-10', '2026-02-01']) await watch.lose({ reader: 'Ann', on });
  await watch.forget();
  await watch.run('watch-list', '2026-03-02');
});
after(async () => {
  await watch.close();
  await opened.dispose();
});

interface Shown {
  readonly inputs: { readonly facts: { readonly count: number }; readonly altered: readonly string[] };
  readonly explained: {
    readonly zh: readonly { readonly title: string; readonly lines: readonly { text: string }[] }[];
  };
}

test('the decisions of a record come with their sentences, their inputs from the run, and as a block for documents', async () => {
  const id = await watch.idOf('watch', 'Ann');
  const [shown] = await readRelated(await watch.shop.as('hana'), { module: 'watch', id, kind: 'decisions' });
  const { inputs, explained } = shown as Shown;
  assert.deepEqual([inputs.facts.count, inputs.altered], [3, []]);
  const [rules, facts, parameters] = explained.zh;
  assert.equal(rules?.lines[1]?.text, 'Losses 3 ≥ watch-threshold 3：成立');
  assert.match(facts?.lines[0]?.text ?? '', /计入 3 条记录/);
  assert.match(parameters?.lines.at(-1)?.text ?? '', /依据：house rule on watch-threshold/);
  const context = await watch.ruler();
  const block = await decisionBlock(context, context.storage.read, id, 'watch-list');
  const { sections } = block as { sections: { title: string; lines: { text: string }[] }[] };
  assert.deepEqual(
    sections.map(({ title, lines }) => [title, lines.map(({ text }) => text)]),
    explained.zh.map(({ title, lines }) => [title, lines.map(({ text }) => text)]),
  );
});
