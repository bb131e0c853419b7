import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { WorkflowDefinition } from '#engine/schema/types.gen.ts';
import { movesAt, moveTo, type WalkPlace } from './walk-world.ts';

const title = { zh: 'x' };
const step = (key: string) => ({ key, title, who: [{ post: 'head' }] as [{ post: string }] });
const workflow: WorkflowDefinition = {
  kind: 'workflow',
  key: 'loan',
  module: 'loan',
  title,
  initial: 'draft',
  states: {
    draft: { title, class: 'editable', on: { submit: [{ target: 'review' }] } },
    review: {
      title,
      class: 'inApproval',
      on: { approve: [], 'approve.agree': [{ target: 'done' }], 'approve.return': [{ target: 'draft' }] } as never,
    },
    done: { title, class: 'terminal' },
  },
  actions: {
    submit: { title },
    approve: { title, approval: { start: 'enter', returnTo: 'author', steps: [step('one'), step('two')] } },
  },
};
const unknown = () => null;

const walk = (place: WalkPlace, result: string | undefined): WalkPlace => {
  const move = movesAt(workflow, place, unknown).find((one) => one.result === result);
  assert.ok(move);
  return moveTo(workflow, place, move, unknown) ?? assert.fail('refused');
};

test('a sample record meets every step of a sign-off before its transition is taken', () => {
  const review = walk({ state: 'draft' }, undefined);
  const second = walk(review, 'agree');
  assert.equal(second.state, 'review');
  assert.deepEqual(
    movesAt(workflow, second, unknown).map(({ step: at, result }) => [at, result]),
    [
      ['two', 'agree'],
      ['two', 'return'],
    ],
  );
  assert.equal(walk(second, 'agree').state, 'done');
  assert.equal(walk(second, 'return').state, 'draft');
  assert.deepEqual(movesAt(workflow, { state: 'done' }, unknown), []);
});
