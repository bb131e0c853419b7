import assert from 'node:assert/strict';
import { test } from 'node:test';
import { messages } from '../message/messages.ts';
import { endingsOf, fileKinds, kindOfName } from './endings.ts';
import { faultOf, largestFile, limitsOf, megabyte, wrongLimits } from './limits.ts';

const code = (name: string, size: number, type: string, limits = {}) => faultOf({ name, size, type }, limits)?.code;

test('a file is taken when its ending is known, its content fits it and the field wants its kind and size', () => {
  assert.equal(code('a.jpg', 10, 'image/jpeg'), undefined);
  assert.equal(code('A.JPEG', 10, 'image/jpeg', { accept: ['image', 'video'] }), undefined);
  assert.equal(code('a.exe', 10, 'application/octet-stream'), 'file.ending');
  assert.equal(code('pdf', 10, 'application/pdf'), 'file.ending');
  assert.equal(code('a.constructor', 10, 'application/pdf'), 'file.ending');
  assert.equal(code('a.mp4', 10, 'video/mp4', { accept: ['image'] }), 'file.notTaken');
  assert.equal(code('a.jpg', 0, 'text/plain'), 'file.empty');
  assert.equal(code('a.jpg', 3 * megabyte + 1, 'image/jpeg', { maxSize: 3 * megabyte }), 'file.tooLarge');
  assert.equal(code('a.mp4', largestFile + 1, 'video/mp4', { maxSize: 9 * largestFile }), 'file.tooLarge');
  assert.equal(code('a.jpg', 10, 'application/pdf'), 'file.type');
});

test('limits are read from a field, and what declares none is named', () => {
  const meta = { accept: ['image', 'pdf'], maxSize: 50, most: 40 };
  assert.deepEqual(limitsOf({ meta }), { accept: ['image', 'pdf'], maxSize: 50 * megabyte, most: 40 });
  assert.deepEqual(limitsOf({}), {});
  assert.deepEqual(wrongLimits({ meta }), []);
  assert.deepEqual(wrongLimits({ meta: { accept: ['.png'], maxSize: 5000, most: 1.5 } }), [
    'accept',
    'maxSize',
    'most',
  ]);
  assert.deepEqual(wrongLimits({ meta: { maxSize: 'much' } }), ['maxSize']);
});

test('every kind has endings and words in both languages', () => {
  for (const kind of fileKinds) {
    assert.ok(endingsOf([kind]).every((ending) => kindOfName(`a${ending}`) === kind));
    assert.ok(endingsOf([kind]).length > 0);
    assert.ok(messages.zh[`file.kind.${kind}`] && messages.en[`file.kind.${kind}`], kind);
  }
});
