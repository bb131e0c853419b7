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
  const none = { read: false, edit: false, publish: false, audit: false, users: false, operations: false };
  assert.deepEqual(rightsOf(['definitionsPublish']), { ...none, read: true, publish: true });
  assert.deepEqual(rightsOf(['auditRead', 'usersManage']), { ...none, audit: true, users: true });
  assert.deepEqual(rightsOf(['operations']), { ...none, operations: true });
});
