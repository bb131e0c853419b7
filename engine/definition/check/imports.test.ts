import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hasMessage } from '#engine/message/has-message.ts';
import { hashesOf, smallPack } from '#test/support/small-pack.ts';
import { formatDefinition } from '../canonical.ts';
import { buildCatalog } from '../catalog.ts';
import { checkCatalog } from './check-catalog.ts';
import { describeFinding } from './describe.ts';

const file = 'definitions/loan/imports/old-loans.json';
const sound = {
  kind: 'import',
  key: 'old-loans',
  module: 'loan',
  title: { zh: 'Old loans' },
  target: 'loan',
  columns: [
    { column: 'Book', field: 'book', required: true },
    { column: 'Genre', field: 'genre' },
    { column: 'Price', field: 'price', unit: 'wan' },
    { column: 'Lent', field: 'lentOn' },
    { column: 'Number' },
  ],
  values: [{ field: 'reader', template: '{Book} ({Genre|genre})' }],
  state: { literal: 'lent' },
  organization: { column: 'Number', suffix: '00' },
  created: { column: 'Lent' },
  numbering: [{ numbering: 'loan-number', column: 'Number' }],
  owner: { post: 'desk' },
  mode: 'all',
};
const [book, ...others] = sound.columns;

const findings = (change: object) => {
  const files = smallPack();
  files.set(file, formatDefinition({ ...sound, ...change } as never));
  const { catalog, issues } = buildCatalog(files, hashesOf(files));
  return [...issues, ...checkCatalog(catalog)].filter((finding) => finding.file === file);
};

test('an import whose columns, states and lists are there is sound', () => {
  assert.deepEqual(findings({}), []);
});

const faults: readonly (readonly [change: object, code: string, path: string])[] = [
  [{ target: 'shelf' }, 'reference-missing', '/target'],
  [{ columns: [book, book, ...others] }, 'import-head-twice', '/columns/1/column'],
  [{ columns: [{ ...book, field: 'boook' }, ...others] }, 'import-field-missing', '/columns/0/field'],
  [{ columns: [{ ...book, unit: 'yuan' }, ...others] }, 'import-unit', '/columns/0/unit'],
  [{ columns: [{ ...book, item: 'page' }, ...others] }, 'import-item', '/columns/0/item'],
  [{ created: { column: 'Book' } }, 'import-created', '/created/column'],
  [{ created: { column: 'Began' } }, 'import-head-missing', '/created/column'],
  [{ values: [{ field: 'reader', template: '{Author}' }] }, 'import-head-missing', '/values/0/template'],
  [{ values: [{ field: 'reader', template: '{Book|titles}' }] }, 'reference-missing', '/values/0/template'],
  [{ state: { literal: 'lost' } }, 'flow-state-missing', '/state/literal'],
  [{ state: { column: 'Book', map: { gone: 'lost' } } }, 'flow-state-missing', '/state/map/gone'],
  [{ match: { field: 'reader', found: 'skip' } }, 'import-match-index', '/match/field'],
  [{ owner: { post: 'porter' } }, 'reference-missing', '/owner/post'],
  [{ target: '$account' }, 'import-field-missing', '/columns/0/field'],
  [{ target: '$account' }, 'import-account-needs', '/columns'],
];

for (const [change, code, path] of faults)
  test(`a planted fault is found, named and answered: ${code} at ${path}`, () => {
    const found = findings(change).find((finding) => finding.code === code && finding.path === path);
    assert.ok(found, JSON.stringify(findings(change)));
    for (const language of ['zh', 'en'] as const) {
      assert.ok(hasMessage(code, language));
      assert.doesNotMatch(describeFinding(found, language), /\{[A-Za-z]+\}|\[object|undefined/);
    }
  });
