import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { test } from 'node:test';
import { askPassword } from './ask-password.ts';

const terminal = () => {
  const raw: boolean[] = [];
  return { raw, input: Object.assign(new PassThrough(), { isTTY: true, setRawMode: (on: boolean) => raw.push(on) }) };
};

test('what is typed on a terminal is not shown, and the terminal is given back', async () => {
  const { raw, input } = terminal();
  const output = new PassThrough();
  const asked = askPassword('password: ', input, output);
  for (const key of 'correct horsee') input.write(key);
  input.write('\x7f');
  input.write('\r');
  assert.equal(await asked, 'correct horse');
  assert.equal(String(output.read()), 'password: \n');
  assert.deepEqual(raw, [true, false]);
});

test('a pipe gives its first line, with or without an end of line', async () => {
  for (const text of ['from a pipe\nmore\n', 'from a pipe']) {
    const input = new PassThrough();
    input.end(text);
    assert.equal(await askPassword('password: ', input, new PassThrough()), 'from a pipe');
  }
});

test('an input that ends or is broken off gives no password', async () => {
  const empty = new PassThrough();
  empty.end();
  await assert.rejects(askPassword('password: ', empty, new PassThrough()), /no password was given/);
  const { input } = terminal();
  const asked = askPassword('password: ', input, new PassThrough());
  input.write('\x03');
  await assert.rejects(asked, /no password was given/);
});
