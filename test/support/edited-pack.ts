import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatDefinition } from '#engine/definition/canonical.ts';

/** biome-ignore lint/suspicious/noExplicitAny: definitions are edited here as the JSON they are. */
export type Json = any;
export type JsonEdit = (definition: Json) => void;
export type TextEdit = (text: string) => string;

export interface EditedPack {
  readonly dir: string;
  dispose(): Promise<void>;
}

/** The shipped pack, or the one in `from`, in a folder of its own, with files edited as an administrator would: JSON and Handlebars, nothing else. */
export const editedPack = async (
  definitions: Readonly<Record<string, JsonEdit>>,
  templates: Readonly<Record<string, TextEdit>> = {},
  from = '.',
): Promise<EditedPack> => {
  const dir = await mkdtemp(join(tmpdir(), 'zhifa-pack-'));
  await cp(join(from, 'definitions'), join(dir, 'definitions'), { recursive: true });
  await cp(join(from, 'templates'), join(dir, 'templates'), {
    recursive: true,
    filter: (path) => !path.endsWith('fonts'),
  });
  for (const [path, edit] of Object.entries(definitions)) {
    const file = join(dir, 'definitions', path);
    const definition = JSON.parse(await readFile(file, 'utf8')) as Json;
    edit(definition);
    await writeFile(file, formatDefinition(definition));
  }
  for (const [path, edit] of Object.entries(templates)) {
    const file = join(dir, 'templates', path);
    const before = await readFile(file, 'utf8');
    const after = edit(before);
    assert.notEqual(after, before, `${path} is not changed by its edit`);
    await writeFile(file, after);
  }
  return { dir, dispose: () => rm(dir, { recursive: true, force: true }) };
};
