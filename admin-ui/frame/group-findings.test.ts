import assert from 'node:assert/strict';
import { test } from 'node:test';
import { groupFindings } from './group-findings.ts';
import { rightsOf } from './rights.ts';

test('findings stand below their file, each once', () => {
  const finding = (file: string, path: string) => ({ file, path, code: 'x' });
  const groups = groupFindings([finding('a', '/1'), finding('b', '/1'), finding('a', '/2'), finding('a', '/1')]);
  assert.deepEqual(
    groups.map(({ file, findings }) => [file, findings.map(({ path }) => path)]),
    [
      ['a', ['/1', '/2']],
      ['b', ['/1']],
    ],
  );
});

test('whoever may change or publish definitions may read them', () => {
  assert.deepEqual(rightsOf(['definitionsPublish']), { read: true, edit: false, publish: true, audit: false });
  assert.deepEqual(rightsOf(['auditRead', 'usersManage']), { read: false, edit: false, publish: false, audit: true });
});
