import assert from 'node:assert/strict';
import { test } from 'node:test';
import { whyNotPublish } from './publish-readiness.ts';

const ready = { mayPublish: true, items: 1, checked: true, tested: true, approved: true };

test('a draft that was checked and tested may be published by whoever has the right', () => {
  assert.equal(whyNotPublish(ready), undefined);
});

test('what is missing is named, the right before everything else', () => {
  assert.equal(whyNotPublish({ ...ready, mayPublish: false, items: 0 }), 'right');
  assert.equal(whyNotPublish({ ...ready, items: 0 }), 'empty');
  assert.equal(whyNotPublish({ ...ready, checked: undefined, tested: undefined }), 'unchecked');
  assert.equal(whyNotPublish({ ...ready, checked: false }), 'findings');
  assert.equal(whyNotPublish({ ...ready, tested: undefined }), 'untested');
  assert.equal(whyNotPublish({ ...ready, tested: false }), 'failed');
  assert.equal(whyNotPublish({ ...ready, approved: false }), 'approval');
});
