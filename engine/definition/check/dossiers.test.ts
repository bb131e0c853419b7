import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hasMessage } from '#engine/message/has-message.ts';
import { hashesOf, smallPack } from '#test/support/small-pack.ts';
import { formatDefinition } from '../canonical.ts';
import { buildCatalog } from '../catalog.ts';
import { checkCatalog } from './check-catalog.ts';
import { describeFinding } from './describe.ts';

const file = 'definitions/loan/dossiers/loan-file.json';
const title = { zh: 'File', en: 'File' };
const part = { title, documents: ['slip'] };
const volume = { key: 'main', title, cover: 'slip', parts: [part, { title, rest: true }] };
const sound = {
  kind: 'dossier',
  key: 'loan-file',
  module: 'loan',
  title,
  record: 'loan',
  number: 'number',
  volumes: [volume],
};

/** A module of its own beside loans: what readers want nobody to know. */
const readerForm = {
  kind: 'form',
  key: 'readerForm',
  module: 'reader',
  title,
  components: [
    { type: 'textfield', key: 'name', label: 'Name', input: true, meta: { title } },
    { type: 'textfield', key: 'debt', label: 'Debt', input: true, meta: { title, sensitivity: 'secret' } },
  ],
};

const findings = (change: object) => {
  const files = smallPack();
  const loan = JSON.parse(files.get('definitions/loan/module.json') ?? '{}');
  const flow = JSON.parse(files.get('definitions/loan/workflows/loanFlow.json') ?? '{}');
  const put = (path: string, definition: object) => files.set(path, formatDefinition(definition as never));
  put(file, { ...sound, ...change });
  put('definitions/reader/forms/readerForm.json', readerForm);
  put('definitions/reader/module.json', {
    ...loan,
    key: 'reader',
    module: 'reader',
    createForm: 'readerForm',
    forms: ['readerForm'],
    workflow: 'readerFlow',
    titleField: 'name',
    fields: [],
    list: { columns: ['name'], query: [] },
  });
  put('definitions/reader/workflows/readerFlow.json', {
    ...flow,
    key: 'readerFlow',
    module: 'reader',
    actions: {},
    states: { draft: { title, class: 'editable' } },
    initial: 'draft',
    stages: undefined,
  });
  const { catalog, issues } = buildCatalog(files, hashesOf(files));
  return [...issues, ...checkCatalog(catalog)].filter((finding) => finding.file === file);
};

const withPart = (more: object) => ({ volumes: [{ ...volume, parts: [{ title, ...more }] }] });

test('a file whose documents, fields and records are there is sound', () => {
  assert.deepEqual(findings({}), []);
  const reader = { sheet: undefined, files: ['name'], of: 'reader', match: { name: 'reader' } };
  assert.deepEqual(findings({ volumes: [{ ...volume, secret: 'reader', parts: [{ title, ...reader }] }] }), []);
});

const faults: readonly (readonly [change: object, code: string, path: string])[] = [
  [{ record: 'shelf' }, 'reference-missing', '/record'],
  [{ number: 'nummer' }, 'field-missing', '/number'],
  [{ checklist: 'all-there' }, 'reference-missing', '/checklist'],
  [{ volumes: [volume, volume] }, 'dossier-volume-twice', '/volumes/1/key'],
  [{ volumes: [{ ...volume, index: 'list' }] }, 'reference-missing', '/volumes/0/index'],
  [{ volumes: [{ ...volume, secret: 'vault' }] }, 'reference-missing', '/volumes/0/secret'],
  [withPart({ documents: ['ticket'] }), 'reference-missing', '/volumes/0/parts/0/documents/0'],
  [withPart({ files: ['scans'] }), 'field-missing', '/volumes/0/parts/0/files/0'],
  [withPart({ files: [], of: 'desk' }), 'reference-missing', '/volumes/0/parts/0/of'],
  [withPart({ files: [], of: 'reader' }), 'dossier-not-below', '/volumes/0/parts/0/of'],
  [withPart({ files: [], of: 'reader', match: { nom: 'reader' } }), 'field-missing', '/volumes/0/parts/0/match/nom'],
  [withPart({ files: [], of: 'reader', match: { name: 'reader' } }), 'dossier-secret-open', '/volumes/0/parts/0/of'],
  [
    withPart({ files: [], where: { fact: 'colour', operator: 'exists' } }),
    'fact-unknown',
    '/volumes/0/parts/0/where/fact',
  ],
  [withPart({}), 'dossier-part-empty', '/volumes/0/parts/0'],
  [
    withPart({ sheet: 'slip', of: 'reader', match: { name: 'reader' } }),
    'dossier-document-foreign',
    '/volumes/0/parts/0/sheet',
  ],
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
