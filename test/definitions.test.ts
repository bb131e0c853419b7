import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { before, describe, it } from 'node:test';
import { formatDefinition } from '#engine/definition/canonical.ts';
import { buildCatalog, type Catalog } from '#engine/definition/catalog.ts';
import { checkCatalog } from '#engine/definition/check/check-catalog.ts';
import { runGolden } from '#engine/definition/golden.ts';
import { parameterAt } from '#engine/parameter/lookup.ts';
import { readPackFolder } from '#server/pack-folder.ts';

const root = new URL('../', import.meta.url);
const text = (path: string): string => readFileSync(new URL(path, root), 'utf8');
const json = <T>(path: string): T => JSON.parse(text(path)) as T;

interface Person {
  readonly id: string;
  readonly username: string;
  readonly organization: string;
  readonly roles: readonly string[];
  readonly posts: readonly string[];
}
interface Place {
  readonly id: string;
  readonly level: string;
  readonly parent: string | null;
  readonly profile: { readonly docWord: Readonly<Record<string, string>> };
}

const files = readPackFolder(root.pathname);
let catalog: Catalog;

before(() => {
  const hashes = new Map(
    [...files].map(([path, content]) => [path, createHash('sha256').update(content).digest('hex')]),
  );
  const built = buildCatalog(files, hashes, 'test');
  assert.deepEqual(built.issues, []);
  catalog = built.catalog;
});

describe('the shipped pack', () => {
  it('has no finding in any check', () => {
    assert.deepEqual(checkCatalog(catalog), []);
  });

  it('lies on disk in canonical form', () => {
    const paths = [...files.keys()].filter((path) => path.endsWith('.json'));
    assert.ok(paths.length > 250);
    for (const path of paths) assert.equal(text(path), formatDefinition(json(path)), path);
  });

  it('lets nobody type the number a paper takes from its series', () => {
    const typed = [...catalog.definitions.document.values()].flatMap(
      ({ key, numbering, numberField, record, subject }) => {
        if (numbering === undefined || numberField === undefined) return [];
        const module = catalog.module(numberField.startsWith('subject.') ? (subject ?? '') : record);
        const path = numberField.replace('subject.', '');
        return [...module.forms.values()]
          .filter(({ definition: { into }, fields }) =>
            fields.some((field) => !field.readOnly && [into, field.path].filter(Boolean).join('.') === path),
          )
          .map(({ definition }) => `${key}: ${definition.key}`);
      },
    );
    assert.deepEqual(typed, []);
  });

  it('passes its golden cases, those of the two regimes among them', async () => {
    const results = await runGolden(catalog);
    assert.deepEqual(
      results.filter(({ ok }) => !ok),
      [],
    );
    assert.ok(results.length >= 50);
  });

  it('words a title and sets a threshold by regime', () => {
    const record = catalog.definitions.document.get('on-site-record');
    assert.equal(record?.title.zh, '现场笔录');
    assert.equal(record?.titles?.['zj-2011']?.zh, '现场检查笔录');
    const fine = catalog.definitions.parameter.get('hearing-fine');
    assert.ok(fine);
    const threshold = (regime: string) =>
      parameterAt(fine, { date: '2022-01-01', dimensions: { regime, partyKind: 'organization' } })?.value;
    assert.deepEqual([threshold('zj-2011'), threshold('scjg-2021')], [3_000_000, 10_000_000]);
  });

  it('gives every violation a penalty basis or says that its range is unknown', () => {
    const violations = catalog.definitions.codes.get('violation-type')?.items.filter(({ parent }) => parent) ?? [];
    const bases = new Set(catalog.definitions.codes.get('penalty-basis')?.items.map(({ code }) => code));
    assert.equal(violations.length, 91);
    assert.equal(violations.filter(({ ext }) => ext?.rangeUnknown === true).length, 53);
    for (const { code, ext } of violations)
      assert.ok(ext?.rangeUnknown === true || bases.has(String(ext?.penaltyBasis)), code);
  });
});

for (const folder of ['demo', 'test/support/jiangzhou'])
  describe(`the people of ${folder}`, () => {
    const places = json<Place[]>(`${folder}/organizations.json`);
    const people = json<Person[]>(`${folder}/accounts.json`);

    it('work in organizations of known levels below known ones, each with its document word', () => {
      const ids = new Set(places.map(({ id }) => id));
      for (const { id, level, parent, profile } of places) {
        assert.match(id, /^\d{8}$/);
        assert.ok(catalog.definitions.level.has(level), level);
        assert.ok(parent === null || ids.has(parent), id);
        assert.ok(profile.docWord['scjg-2021'], id);
      }
      for (const { organization, username } of people) assert.ok(ids.has(organization), username);
    });

    it('hold known roles and posts and have names of their own', () => {
      assert.equal(new Set(people.map(({ username }) => username)).size, people.length);
      for (const { username, roles, posts } of people) {
        for (const role of roles) assert.ok(catalog.definitions.role.has(role), `${username}: ${role}`);
        for (const post of posts) assert.ok(catalog.definitions.post.has(post), `${username}: ${post}`);
      }
    });
  });
