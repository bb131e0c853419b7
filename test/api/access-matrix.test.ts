import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { allowed, type Operation } from '#engine/access/allowed.ts';
import { Problem } from '#engine/problem.ts';
import type { RoleDefinition } from '#engine/schema/types.gen.ts';
import { mayWorkOn } from '#server/command/document/reach-document.ts';
import { openRecord } from '#server/command/open-record.ts';
import { openUnit } from '#server/command/unit.ts';
import { loadActor } from '#server/query/load-actor.ts';
import { findRecord } from '#server/storage/records.ts';
import { type AccessMatrix, heard, openAccessMatrix } from '../support/access-matrix.ts';
import { type OraclePerson, roleKeys, type Verdict } from '../support/access-oracle.ts';
import { home, type Relation, relations, type WorldRecord } from '../support/access-world.ts';
import { onEachDatabase } from '../support/each-database.ts';
import { SeededRandom } from '../support/forms/seeded-random.ts';

const operations: readonly Operation[] = ['read', 'create', 'update', 'delete', 'export', 'documents', 'files', 'act'];

onEachDatabase('the matrix of access', ({ database, where, share }) => {
  let matrix: AccessMatrix;
  before(async () => {
    matrix = await openAccessMatrix(where());
  });
  after(() => matrix?.system.close());
  /** On MariaDB some of them: what is asked there is the database, not the rules. */
  const people = () => share(matrix.world.people);

  const pathUp = (organization: string): string[] => {
    const above = matrix.world.parents[organization];
    return above ? [organization, ...pathUp(above)] : [organization];
  };
  const askEngine = (person: OraclePerson, operation: Operation, record: WorldRecord): boolean =>
    allowed({ roles: matrix.system.catalog.current().definitions.role, person }, record.module, operation, {
      organizationPath: pathUp(record.organization),
      owner: record.owner,
      assigned: record.assigned.includes(person.id),
      state: record.state,
      draft: record.fresh,
    });

  test('every role, operation, relation and class of state is decided as a second evaluator decides it', (t) => {
    let decisions = 0;
    const wrong: string[] = [];
    const seen = { relations: new Set<string>(), classes: new Set<string>() };
    for (const person of matrix.world.people)
      for (const record of matrix.recordsFor(person))
        for (const operation of operations) {
          decisions += 1;
          seen.relations.add(record.relation);
          seen.classes.add(record.stateClass);
          if (askEngine(person, operation, record) !== matrix.oracle.may(person, operation, record))
            wrong.push(`${person.id} ${operation} ${record.id}`);
        }
    t.diagnostic(`${decisions} decisions`);
    assert.deepEqual(wrong, []);
    assert.ok(decisions >= 5_000, String(decisions));
    assert.deepEqual([...seen.relations].sort(), [...relations].sort());
    assert.deepEqual([...seen.classes].sort(), ['editable', 'inApproval', 'locked', 'terminal']);
  });

  test('two roles of one person grant what either grants, and nothing else', (t) => {
    let decisions = 0;
    const cases = matrix.world.records.filter(({ module, relation }) => module === 'case' && relation !== 'owner');
    for (const one of roleKeys)
      for (const other of roleKeys)
        for (const record of cases)
          for (const operation of operations) {
            const person = { id: 'two', organization: home, level: 'city', roles: [one, other] };
            decisions += 1;
            const either = [one, other].some((role) =>
              matrix.oracle.may({ ...person, roles: [role] }, operation, record),
            );
            assert.equal(askEngine(person, operation, record), either, `${one}+${other} ${operation} ${record.id}`);
          }
    t.diagnostic(`${decisions} decisions`);
  });

  class Done extends Error {}

  test('the door every command passes through decides as the second evaluator', async (t) => {
    let decisions = 0;
    const wrong: string[] = [];
    const asked: readonly Operation[] = ['read', 'update', 'delete', 'documents', 'files', 'act'];
    for (const person of people()) {
      const actor = await loadActor(matrix.system.storage.read, person.id, matrix.system.clock());
      assert.ok(actor, person.id);
      const context = matrix.system.context({ actor, requestId: 'matrix' });
      const asks = matrix.recordsFor(person).flatMap((record) => asked.map((operation) => ({ record, operation })));
      const all = matrix.system.storage.transact(async (db) => {
        for (const { record, operation } of asks) {
          const unit = openUnit(db, context);
          const answer = await openRecord(unit, record, { operation }).then((): Verdict => 'yes', verdictOf);
          decisions += 1;
          const wanted = matrix.oracle.verdict(person, operation, record);
          if (answer !== wanted) wrong.push(`${person.id} ${operation} ${record.id}: ${answer} and not ${wanted}`);
        }
        throw new Done();
      });
      await assert.rejects(all, Done);
    }
    t.diagnostic(`${decisions} decisions`);
    assert.deepEqual(wrong, []);
  });

  const verdictOf = (error: unknown): Verdict => {
    if (!(error instanceof Problem)) throw error;
    if (error.slug === 'not-found') return 'hidden';
    return error.slug === 'not-permitted' ? 'refused' : 'yes';
  };

  /** Requests that fail for another reason where access is given, so that the records stay as they are. */
  const requests: Readonly<Record<string, (record: WorldRecord) => readonly [string, string, unknown?]>> = {
    read: ({ module, id }) => ['GET', `/records/${module}/${id}`],
    update: ({ module, id }) => ['PUT', `/records/${module}/${id}`, { data: {}, version: 0 }],
    act: ({ module, id }) => ['POST', `/records/${module}/${id}/actions/confirm`, { version: 0 }],
  };

  test('over HTTP a sample of requests is answered as the second evaluator says', async (t) => {
    const random = new SeededRandom(20260506);
    const tally: Record<string, number> = {};
    const wrong: string[] = [];
    for (let index = 0; index < (database === 'sqlite' ? 600 : 200); index += 1) {
      const person = matrix.world.people[Math.floor(random.next() * matrix.world.people.length)] as OraclePerson;
      const choice = matrix.recordsFor(person);
      const record = choice[Math.floor(random.next() * choice.length)] as WorldRecord;
      const [operation, make] = Object.entries(requests)[index % 3] as [Operation, (typeof requests)['read']];
      const [method, path, body] = (make as NonNullable<typeof make>)(record);
      const what = `${person.id} ${operation} ${record.id}`;
      const answer = heard(await matrix.clientOf(person).request(method, path, body), what);
      const wanted = matrix.oracle.verdict(person, operation, record);
      tally[answer] = (tally[answer] ?? 0) + 1;
      if (answer !== wanted) wrong.push(`${what}: ${answer} and not ${wanted}`);
    }
    t.diagnostic(JSON.stringify(tally));
    assert.deepEqual(wrong, []);
    for (const kind of ['yes', 'refused', 'hidden'])
      assert.ok((tally[kind] ?? 0) >= (database === 'sqlite' ? 60 : 5), kind);
  });

  test('documents, files, deletion and creation are refused to whoever may not, over HTTP', async (t) => {
    const wrong: string[] = [];
    let count = 0;
    const hold = async (
      person: OraclePerson,
      operation: Operation,
      record: WorldRecord,
      ask: readonly [string, string, unknown?],
    ) => {
      const wanted = matrix.oracle.verdict(person, operation, record);
      if (wanted === 'yes') return;
      count += 1;
      const [method, path, body] = ask;
      const { status } = await matrix.clientOf(person).request(method, path, body);
      if (status !== (wanted === 'hidden' ? 404 : 403))
        wrong.push(`${person.id} ${operation} ${record.id}: ${status} for ${wanted}`);
    };
    for (const person of people())
      for (const record of matrix.recordsFor(person)) {
        const path = `/records/${record.module}/${record.id}`;
        if (record.module === 'case')
          await hold(person, 'documents', record, ['POST', `${path}/documents`, { document: 'filing-approval' }]);
        if (record.stateClass === 'editable') await hold(person, 'delete', record, ['DELETE', path]);
      }
    for (const person of people())
      for (const module of matrix.modules) {
        const parent =
          module === 'case'
            ? {}
            : {
                parent: matrix
                  .recordsFor(person)
                  .find(
                    (one) =>
                      one.module === 'case' &&
                      one.relation === 'colleague' &&
                      one.stateClass === 'editable' &&
                      !one.fresh,
                  )?.id,
              };
        if (matrix.oracle.everMay(person, 'create', module)) continue;
        count += 1;
        const { status } = await matrix.clientOf(person).request('POST', `/records/${module}`, { data: {}, ...parent });
        if (status !== 403) wrong.push(`${person.id} create ${module}: ${status}`);
      }
    t.diagnostic(`${count} refusals`);
    assert.deepEqual(wrong, []);
  });

  test('papers are worked on as far as that grant reaches, not as far as reading does', async () => {
    const { system, world } = matrix;
    const catalog = system.catalog.current();
    const grants = [
      { module: 'case', operations: ['read'], scope: 'subtree' },
      { module: 'case', operations: ['documents'], scope: 'organization' },
    ] as const;
    const narrow = { ...catalog.definitions.role.get('viewer'), grants } as unknown as RoleDefinition;
    const definitions = { ...catalog.definitions, role: new Map([['narrow', narrow]]) };
    const actor = await loadActor(system.storage.read, 'a-viewer', system.clock());
    assert.ok(actor);
    const context = system.context({ actor: { ...actor, roles: ['narrow'] }, requestId: 'matrix' });
    const work = async ({ id }: WorldRecord) => {
      const record = await findRecord(system.storage.read, 'case', id);
      assert.ok(record);
      return mayWorkOn({ ...context, catalog: { ...catalog, definitions } }, record, undefined).then(
        () => true,
        verdictOf,
      );
    };
    const cases = world.records.filter((one) => one.module === 'case' && one.stateClass === 'inApproval');
    const answers = async (relation: Relation) =>
      Promise.all(cases.filter((one) => one.relation === relation).map(work));
    assert.deepEqual(await answers('colleague'), [true]);
    assert.deepEqual(await answers('assigned'), [true]);
    assert.deepEqual(await answers('subordinate'), ['refused']);
  });
});
