import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { formatDefinition } from '#engine/definition/canonical.ts';
import { partsOf } from '#engine/definition/kinds.ts';

/** The files of the pack in a folder by their path in manifests: definitions in canonical form, texts as they are. */
export const readPackFolder = (folder: string): Map<string, string> => {
  const paths = ['definitions', 'templates'].flatMap((part) => filesBelow(join(folder, part)));
  const files = paths.map((path) => [relative(folder, path).split(sep).join('/'), path] as const);
  return new Map(
    files
      .filter(([name]) => (name.endsWith('.json') ? name.startsWith('definitions/') : partsOf(name) !== undefined))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, path]) => [name, canonicalText(name, readFileSync(path, 'utf8'))]),
  );
};

const filesBelow = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true, recursive: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
    : [];

/** Text that is no JSON stays as it is: the checks name it. */
export const canonicalText = (path: string, text: string): string => {
  if (!path.endsWith('.json')) return text.normalize('NFC');
  try {
    return formatDefinition(JSON.parse(text));
  } catch {
    return text;
  }
};
