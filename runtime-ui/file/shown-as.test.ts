import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shownAs } from './shown-as.ts';

test('a file is shown by what its content is, and by its name only where nothing else is known', () => {
  const table: readonly (readonly [string | undefined, string, string])[] = [
    ['image/png', 'a.png', 'picture'],
    ['image/heic', 'a.heic', 'none'],
    ['image/tiff', 'a.tif', 'none'],
    ['video/mp4', 'a.mp4', 'film'],
    ['video/mp4', 'a.m4a', 'sound'],
    ['audio/amr', 'a.amr', 'none'],
    ['application/pdf', 'a.pdf', 'pdf'],
    ['text/plain', 'a.csv', 'text'],
    ['application/zip', 'a.docx', 'none'],
    [undefined, 'a.jpg', 'picture'],
    [undefined, 'a.docx', 'none'],
    [undefined, 'a', 'none'],
  ];
  for (const [type, name, wanted] of table)
    assert.equal(shownAs({ name, ...(type !== undefined && { type }) }), wanted, `${name} ${type}`);
});
