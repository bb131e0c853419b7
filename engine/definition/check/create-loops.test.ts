import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catalogOf, changed, type PackFiles, smallPack } from '#test/support/small-pack.ts';
import { checkCatalog } from './check-catalog.ts';

const copyOf = (files: PackFiles, kind: string, from: string, to: string, change: (definition: never) => void) => {
  const path = `definitions/${to}/${kind}`;
  return changed(new Map(files).set(path, files.get(`definitions/${from}/${kind}`) ?? ''), path, change);
};

/** The pack with a second module like the first, whose records are made and make others as the test says. */
const packWith = (creates: Readonly<Record<string, { module: string; state: string }>>): PackFiles => {
  let files = smallPack();
  files = copyOf(files, 'module.json', 'loan', 'twin', (twin: Record<string, unknown>) => {
    Object.assign(twin, { key: 'twin', module: 'twin', workflow: 'twinFlow' });
  });
  const flow = files.get('definitions/loan/workflows/loanFlow.json') ?? '';
  files = changed(
    files.set('definitions/twin/workflows/twinFlow.json', flow),
    'definitions/twin/workflows/twinFlow.json',
    (twin: Record<string, unknown>) => {
      Object.assign(twin, { key: 'twinFlow', module: 'twin' });
    },
  );
  for (const [key, { module, state }] of Object.entries(creates))
    files = changed(
      files,
      `definitions/${key}/workflows/${key}Flow.json`,
      (workflow: { states: Record<string, { onEnter?: object[] }> }) => {
        const entered = workflow.states[state];
        if (entered) entered.onEnter = [{ type: 'create', module, data: {} }];
      },
    );
  return files;
};
const loops = (files: PackFiles) =>
  checkCatalog(catalogOf(files))
    .filter(({ code }) => code === 'create-loop')
    .map(({ file, path, params }) => [file, path, params?.loop]);

test('a record whose making makes one of its own kind is a finding', () => {
  assert.deepEqual(loops(packWith({ loan: { module: 'loan', state: 'draft' } })), [
    ['definitions/loan/workflows/loanFlow.json', '/states/draft/onEnter/0/module', 'loan → loan'],
  ]);
});

test('so is a chain that comes back to where it began, at each of its links', () => {
  const files = packWith({ loan: { module: 'twin', state: 'draft' }, twin: { module: 'loan', state: 'draft' } });
  assert.deepEqual(
    loops(files).map(([, , loop]) => loop),
    ['loan → twin → loan', 'twin → loan → twin'],
  );
});

test('a chain that ends is none, nor is a record that a person makes another from', () => {
  assert.deepEqual(loops(packWith({ loan: { module: 'twin', state: 'draft' } })), []);
  assert.deepEqual(loops(packWith({ loan: { module: 'loan', state: 'lent' } })), []);
});
