import assert from 'node:assert/strict';
import { it } from 'node:test';
import { readTar } from './read-tar.ts';

const entry = (name: string, content: string, type = '0'): Buffer => {
  const header = Buffer.alloc(512);
  header.write(name, 0);
  header.write('0000644', 100);
  header.write(content.length.toString(8).padStart(11, '0'), 124);
  header.write(type, 156);
  return Buffer.concat([header, Buffer.from(content), Buffer.alloc((512 - (content.length % 512)) % 512)]);
};
const archive = (...entries: Buffer[]): Buffer => Buffer.concat([...entries, Buffer.alloc(1024)]);

it('regular files are read, folders are not', () => {
  const read = readTar(archive(entry('lib/', '', '5'), entry('lib/a', 'x'.repeat(600)), entry('lib/b', 'y')));
  assert.deepEqual(
    read.map(({ name, mode, bytes }) => [name, mode, Buffer.from(bytes).toString()]),
    [
      ['lib/a', 0o644, 'x'.repeat(600)],
      ['lib/b', 0o644, 'y'],
    ],
  );
});

it('a file outside the folder is refused', () => {
  assert.throws(() => readTar(archive(entry('../x', 'y'))), /outside/);
  assert.throws(() => readTar(archive(entry('/etc/x', 'y'))), /outside/);
});
