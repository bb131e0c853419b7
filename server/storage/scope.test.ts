import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import { type Expression, type SqlBool, sql } from 'kysely';
import { onEachStorage } from '#test/support/storage.ts';
import { grantAccess } from './access.ts';
import { newId } from './id.ts';
import { prepareModuleTables } from './module-tables.ts';
import { insertOrganization } from './organizations.ts';
import { insertRecord } from './records.ts';
import { inScope, type Scope, type ScopeReach, scopeParts } from './scope.ts';

const at = '2026-06-30T01:00:00.000Z';
const places = ['root', 'town', 'branch', 'other'];
const states = ['draft', 'open'];
const people = ['p0', 'p1', 'p2'];

onEachStorage('Scope', (context) => {
  before(async () => {
    const { storage } = context;
    await prepareModuleTables(storage, [{ key: 'item', fields: [], indexes: [] }]);
    await storage.transact(async (db) => {
      for (const [id, parent] of [
        ['root', null],
        ['town', 'root'],
        ['branch', 'town'],
        ['other', 'root'],
      ] as const)
        await insertOrganization(db, { id, parent, name: id, level: 'l', region: '', active: 1, profile: '{}' });
      for (const organization of places)
        for (const state of states)
          for (const owner of people)
            for (const assigned of [undefined, ...people]) {
              const id = newId();
              const flow = { state, state_class: 'locked' as const, regime: '', closure: '', due_at: null };
              const who = { owner, created_by: owner, modified_by: owner, created_at: at, modified_at: at };
              const rest = { version: 1, family_version: 0, platform: 'p', origin: 'entered' };
              const header = { id, module: 'item', organization, root_id: id, parent_id: null, title: '' };
              await insertRecord(db, { ...header, ...flow, ...who, ...rest }, '{}');
              if (assigned) await grantAccess(db, { root_id: id, subject: assigned, reason: 'handler', from_at: at });
            }
    });
  });

  const idsWhere = async (where: Expression<SqlBool>): Promise<string[]> => {
    const { rows } = await sql<{
      id: string;
    }>`select m.id as id from record r join ${sql.table('m_item')} m on m.id = r.id where ${where}`.execute(
      context.storage.read,
    );
    return rows.map(({ id }) => id).sort();
  };

  for (const reach of ['assigned', 'organization', 'subtree', undefined] as (ScopeReach | undefined)[])
    it(`of reach ${reach} keeps the same rows in parts as in one condition, none of them twice`, async () => {
      for (const organization of places)
        for (const account of people)
          for (const initial of [[], ['draft']]) {
            const scope: Scope = { reach, account, organization };
            const whole = await idsWhere(inScope(scope, initial));
            const parts = [];
            for (const part of scopeParts(scope, initial)) parts.push(...(await idsWhere(part)));
            assert.deepEqual(parts.sort(), whole);
            if (reach === undefined) assert.equal(whole.length, 0);
            else assert.ok(whole.length > 0);
          }
    });
});
