import assert from 'node:assert/strict';
import { it } from 'node:test';
import { subjectChoices } from './subject-choices.ts';

const record = (_id: string, title: string, state: string) => ({
  _id,
  created: '2026-05-08T02:00:00.000Z',
  metadata: { title, stateTitle: { zh: state, en: state } },
});

it('records of one title are told apart by more than their title, others are not', () => {
  const records = [record('a', 'steel', 'released'), record('b', 'steel', 'approved'), record('c', 'wire', 'draft')];
  const choices = subjectChoices(records, ({ metadata }) => `${metadata.title} (${metadata.stateTitle.zh})`);
  assert.deepEqual(choices, [
    { value: 'a', label: 'steel (released)' },
    { value: 'b', label: 'steel (approved)' },
    { value: 'c', label: 'wire' },
  ]);
});
