import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import type { Operation } from '#engine/access/allowed.ts';
import { type AccessMatrix, heard, openAccessMatrix } from '../support/access-matrix.ts';
import type { OraclePerson } from '../support/access-oracle.ts';
import { secretId, secretPhone } from '../support/access-world.ts';
import { onEachDatabase } from '../support/each-database.ts';
import { SeededRandom } from '../support/forms/seeded-random.ts';

onEachDatabase('leaks', ({ where, share }) => {
  let matrix: AccessMatrix;
  before(async () => {
    matrix = await openAccessMatrix(where());
  });
  after(() => matrix?.system.close());
  const people = () => share(matrix.world.people, 4);

  interface Listed {
    readonly _id: string;
    readonly metadata: { readonly title: string };
  }

  const readable = (person: OraclePerson, module: string, operation: Operation = 'read'): string[] =>
    matrix.world.records
      .filter((record) => record.module === module && matrix.oracle.may(person, operation, record))
      .map(({ id }) => id)
      .sort();

  test('lists and counts hold exactly what can be read one by one', async () => {
    for (const person of people())
      for (const module of matrix.modules) {
        const what = `${person.id} ${module}`;
        const { status, body, headers } = await matrix
          .clientOf(person)
          .request<Listed[]>('GET', `/records/${module}?limit=200`);
        if (!matrix.oracle.everMay(person, 'read', module)) {
          assert.equal(status, 403, what);
          continue;
        }
        const wanted = readable(person, module);
        assert.deepEqual(body.map(({ _id }) => _id).sort(), wanted, what);
        assert.match(headers.get('content-range') ?? '', new RegExp(`/${wanted.length}$`), what);
        const pages = await matrix
          .clientOf(person)
          .request<Listed[]>('GET', `/records/${module}?limit=3&skip=2&sort=title`);
        assert.equal(pages.body.length, Math.max(0, Math.min(3, wanted.length - 2)), what);
        assert.match(pages.headers.get('content-range') ?? '', new RegExp(`/${wanted.length}$`), what);
      }
  });

  const cellsOf = (bytes: Buffer): string =>
    Object.entries(unzipSync(bytes))
      .filter(([name]) => name.endsWith('.xml'))
      .map(([, content]) => strFromU8(content))
      .join('');

  test('an exported list holds exactly what may be exported', async () => {
    for (const person of people())
      for (const module of matrix.modules) {
        const { status, body } = await matrix.clientOf(person).request<Buffer>('GET', `/records/${module}/export.xlsx`);
        const what = `${person.id} ${module}`;
        if (!matrix.oracle.everMay(person, 'export', module)) {
          assert.equal(status, 403, what);
          continue;
        }
        const cells = cellsOf(body);
        const titled = matrix.world.records.filter((record) => record.module === module);
        const found = titled.filter(({ title }) => cells.includes(`>${title}<`)).map(({ id }) => id);
        assert.deepEqual(found.sort(), readable(person, module, 'export'), what);
        if (!matrix.oracle.seesInFull(person, module))
          assert.ok(!cells.includes(secretId), `${what} shows a number in full`);
      }
  });

  test('search finds a record by its title only for those who may read it', async () => {
    for (const person of people())
      for (const record of matrix.recordsFor(person).filter(({ module }) => module === 'case')) {
        const groups = await matrix
          .clientOf(person)
          .get<{ total: number; records: Listed[] }[]>(`/search?q=${encodeURIComponent(record.title)}`);
        const hits = groups.flatMap(({ records }) => records);
        assert.equal(
          groups.reduce((sum, { total }) => sum + total, 0),
          hits.length,
        );
        const wanted = matrix.oracle.may(person, 'read', record) ? [record.id] : [];
        assert.deepEqual(
          hits.map(({ _id }) => _id),
          wanted,
          `${person.id} ${record.title}`,
        );
      }
  });

  const kinds = [
    'entries',
    'events',
    'clocks',
    'decisions',
    'documents',
    'files',
    'links',
    'approvals',
    'actions',
    'stash',
  ];

  test('history, files, documents and everything else of a record follow the record, and show no other record', async (t) => {
    let count = 0;
    const wrong: string[] = [];
    const random = new SeededRandom(7);
    for (const person of people())
      for (const record of matrix.recordsFor(person)) {
        // All of the cases, for their families are the widest, and an eighth of the rest: who may read what is asked of
        // every record in the lists above and of the engine in the matrix.
        if (record.module !== 'case' && random.next() > 0.125) continue;
        const wanted = matrix.oracle.verdict(person, 'read', record);
        const kind = kinds[count % kinds.length] as string;
        count += 1;
        const path = `/records/${record.module}/${record.id}/${kind}`;
        const reply = await matrix.clientOf(person).request('GET', path);
        const answer = heard(reply, path);
        if (answer !== wanted) wrong.push(`${person.id} ${path}: ${answer} and not ${wanted}`);
      }
    t.diagnostic(`${count} requests`);
    assert.deepEqual(wrong, []);
  });

  test('the family of a record shows only records that can be read', async () => {
    const wrong: string[] = [];
    for (const person of people())
      for (const record of matrix
        .recordsFor(person)
        .filter((one) => one.module === 'case' && matrix.oracle.may(person, 'read', one))) {
        const links = await matrix.clientOf(person).get<Listed[]>(`/records/case/${record.id}/links`);
        const wanted = matrix.world.records
          .filter((one) => one.root === record.id && one.id !== record.id && matrix.oracle.may(person, 'read', one))
          .map(({ id }) => id);
        const found = links.map(({ _id }) => _id);
        if (found.sort().join() !== wanted.sort().join())
          wrong.push(`${person.id} ${record.id}: ${found.filter((id) => !wanted.includes(id)).join()} too many`);
      }
    assert.deepEqual(wrong, []);
  });

  test('numbers of people are starred for those who may not see them, wherever the record is shown', async (t) => {
    let count = 0;
    for (const person of people())
      for (const record of matrix.recordsFor(person)) {
        if (!['case', 'party', 'inspection', 'inquiry'].includes(record.module)) continue;
        if (!matrix.oracle.may(person, 'read', record)) continue;
        count += 1;
        const one = JSON.stringify(await matrix.clientOf(person).get(`/records/${record.module}/${record.id}`));
        const inFull = matrix.oracle.seesInFull(person, record.module);
        assert.equal(one.includes(secretId), inFull, `${person.id} ${record.id}`);
        if (!inFull) assert.ok(!one.includes(secretPhone), `${person.id} ${record.id}`);
      }
    t.diagnostic(`${count} records`);
  });

  test('the history of a record tells of no record that cannot be read', async () => {
    const wrong: string[] = [];
    const random = new SeededRandom(11);
    for (const person of people())
      for (const record of matrix.recordsFor(person).filter((one) => matrix.oracle.may(person, 'read', one))) {
        // Families are those of cases; of what stands alone a sample.
        if (record.module !== 'case' && random.next() > 0.2) continue;
        const path = `/records/${record.module}/${record.id}/events`;
        const events = await matrix.clientOf(person).get<{ record: string }[]>(path);
        const told = events.map(({ record: id }) => matrix.world.records.find((one) => one.id === id));
        assert.ok(
          told.some((one) => one?.id === record.id),
          path,
        );
        for (const one of told)
          if (one === undefined || !matrix.oracle.may(person, 'read', one))
            wrong.push(`${person.id} ${path} tells of ${one?.id}`);
      }
    assert.deepEqual(wrong, []);
  });

  test('statistics count and sum what can be read, and nothing else', async () => {
    for (const person of people()) {
      const ask = matrix
        .clientOf(person)
        .request<{ rows: { values: Record<string, number> }[] }>('GET', '/reports/cases-by-source');
      const { status, body } = await ask;
      if (!matrix.oracle.everMay(person, 'read', 'case')) {
        assert.equal(status, 403, person.id);
        continue;
      }
      const sum = (key: string) => body.rows.reduce((all, { values }) => all + (values[key] ?? 0), 0);
      const count = readable(person, 'case').length;
      assert.deepEqual([sum('count'), sum('goodsValue')], [count, count * 100], person.id);
    }
  });

  test('who sees a number only starred can neither ask for it nor order by it', async () => {
    for (const person of people())
      for (const [module, field] of [
        ['party', 'legalRepIdNo'],
        ['case', 'suspectCode'],
      ] as const) {
        if (!matrix.oracle.everMay(person, 'read', module)) continue;
        const wanted = matrix.oracle.seesInFull(person, module) ? 200 : 422;
        for (const asked of [`${field}=${secretId}`, `${field}__contains=9901`, `${field}__gte=9`, `sort=${field}`]) {
          const { status } = await matrix.clientOf(person).request('GET', `/records/${module}?${asked}`);
          assert.equal(status, wanted, `${person.id} ${module}?${asked}`);
        }
      }
  });
});
