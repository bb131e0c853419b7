import assert from 'node:assert/strict';
import { test } from 'node:test';
import { firstVerdict, needsOpinion, verdictData } from './approval-data.ts';

const choice = {
  step: 'head',
  results: [{ key: 'agree' }, { key: 'return' }, { key: 'refuse', opinionRequired: true }],
  returnTo: [{ key: 'first', title: { zh: 'F' } }],
};

test('only what belongs to the chosen result is sent', () => {
  const verdict = { result: 'agree', opinion: ' fine ', returnTo: 'first', skip: ['second'] };
  assert.deepEqual(verdictData(verdict), { result: 'agree', opinion: 'fine', skip: ['second'] });
  assert.deepEqual(verdictData({ ...verdict, result: 'return' }), {
    result: 'return',
    opinion: 'fine',
    returnTo: 'first',
  });
  assert.deepEqual(verdictData({ ...verdict, result: 'return', returnTo: '', opinion: '' }), { result: 'return' });
});

test('the first result stands chosen, and anything but agreement needs an opinion', () => {
  assert.equal(firstVerdict(choice).result, 'agree');
  assert.equal(needsOpinion(choice, 'agree'), false);
  assert.equal(needsOpinion(choice, 'return'), true);
  assert.equal(needsOpinion({ ...choice, results: [{ key: 'agree', opinionRequired: true }] }, 'agree'), true);
});
