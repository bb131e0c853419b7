import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lintStyle } from '#engine/document/lint-style.ts';
import { lintTemplate } from '#engine/document/lint-template.ts';
import { usedPaths } from '#engine/document/used-paths.ts';
import { folder, sample } from './print-support.ts';

const partials = new Set(Object.keys(folder.partials));

/** Every path a sample holds, items of lists as `*`. */
const pathsIn = (value: unknown, path = ''): string[] => {
  if (typeof value !== 'object' || value === null) return [path];
  return [
    path,
    ...Object.entries(value).flatMap(([key, inner]) =>
      pathsIn(inner, `${path}${path && '.'}${Array.isArray(value) ? '*' : key}`),
    ),
  ];
};

describe('the shipped templates', () => {
  for (const [name, source] of [...Object.entries(folder.templates), ...Object.entries(folder.partials)]) {
    it(`${name} has no fault`, () => assert.deepEqual(lintTemplate(source, partials), []));
  }
  for (const [name, css] of Object.entries(folder.styles))
    it(`${name}.css has no fault`, () => assert.deepEqual(lintStyle(css), []));

  for (const [name, source] of Object.entries(folder.templates)) {
    it(`${name}: the sample fills at least four fields in five`, () => {
      const held = new Set(pathsIn(sample(name.replace('case/', ''))));
      // Few papers stand in the place of another.
      const used = [...new Set(usedPaths({ name, source }, folder.partials).map(({ path }) => path))].filter(
        (path) => !path.startsWith('doc.supersedes'),
      );
      const absent = used.filter((path) => !held.has(path));
      assert.ok(absent.length * 5 <= used.length, `absent: ${absent.join(' ')}`);
    });
  }
});
