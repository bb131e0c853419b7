import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import { type Expression, type SqlBool, sql } from 'kysely';
import { allowed, type Reached, type RecordPlace } from '#engine/access/allowed.ts';
import type { RoleDefinition } from '#engine/schema/types.gen.ts';
import { onEachStorage } from '#test/support/storage.ts';
import { stored } from '#test/support/stored.ts';
import { grantAccess } from './access.ts';
import { newId } from './id.ts';
import { makeLayout } from './module-layout.ts';
import { prepareModuleTables } from './module-tables.ts';
import { insertOrganization } from './organizations.ts';
import { insertRecord } from './records.ts';
import { inScope, reachesAny, scopeOf, scopeParts } from './scope.ts';

type Grant = RoleDefinition['grants'][number];

const at = '2026-06-30T01:00:00.000Z';
const places = ['root', 'town', 'branch', 'other'];
const states = ['draft', 'open'];
const people = ['p0', 'p1', 'p2'];
const parents: Readonly<Record<string, string>> = { town: 'root', branch: 'town', other: 'root' };

const pathOf = (place: string): string[] => [place, ...(parents[place] === undefined ? [] : pathOf(parents[place]))];

const grantOf = ({ reach, states }: Reached): Grant => ({
  ...{ module: 'item', operations: ['read'], scope: reach },
  ...(states && { states: [...states] as [string, ...string[]] }),
});

onEachStorage('Scope', (context) => {
  before(async () => {
    const { storage } = context;
    await prepareModuleTables(storage, [{ key: 'item', fields: [], indexes: [] }]);
    const layout = makeLayout(storage.dialect, 'item', []);
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
              await insertRecord(db, layout, { ...header, ...flow, ...who, ...rest }, stored({}));
              if (assigned) await grantAccess(db, { root_id: id, subject: assigned, reason: 'handler', from_at: at });
              // Below it one that nobody but the next person is assigned to by itself.
              if (state !== 'open' || owner !== 'p0') continue;
              const child = { ...header, id: newId(), root_id: id, parent_id: id };
              await insertRecord(db, layout, { ...child, ...flow, ...who, ...rest }, stored({}));
              if (assigned === 'p1')
                await grantAccess(db, { root_id: child.id, subject: 'p2', reason: 'x', from_at: at });
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

  const reaches = ['record', 'assigned', 'organization', 'subtree', 'platform'] as const;
  const limits: readonly (readonly Reached[])[] = [
    [],
    [{ reach: 'record' }],
    ...reaches.map((reach) => [{ reach, states: ['open'] }]),
  ];
  const placesFor = async (account: string): Promise<(RecordPlace & { id: string })[]> => {
    const { rows } = await sql<{
      id: string;
      organization: string;
      owner: string;
      state: string;
      root_id: string;
    }>`select * from record`.execute(context.storage.read);
    const { rows: named } = await sql<{ root_id: string; subject: string }>`select * from access`.execute(
      context.storage.read,
    );
    const isNamed = (root: string, account: string): boolean =>
      named.some(({ root_id, subject }) => root_id === root && subject === account);
    return rows.map(({ id, organization, owner, state, root_id: root }) => ({
      ...{ id, owner, state, draft: state === 'draft', organizationPath: pathOf(organization) },
      assigned: isNamed(root, account),
      named: isNamed(id, account),
    }));
  };

  for (const reach of [undefined, ...reaches])
    it(`of reach ${reach} keeps what the engine allows, in one condition and in parts, nothing twice`, async () => {
      for (const organization of places)
        for (const id of people)
          for (const limited of limits) {
            const reached: readonly Reached[] = [...(reach === undefined ? [] : [{ reach }]), ...limited];
            const grants = reached.map(grantOf);
            const roles = new Map([['r', { grants }]]);
            const person = { id, organization, level: 'l', roles: ['r'] };
            const scope = scopeOf(roles, person, 'item', 'read');
            const expected = (await placesFor(id))
              .filter((place) => allowed({ roles, person }, 'item', 'read', place))
              .map((place) => place.id)
              .sort();
            assert.deepEqual(await idsWhere(inScope(scope, ['draft'])), expected);
            const parts = [];
            for (const part of scopeParts(scope, ['draft'])) parts.push(...(await idsWhere(part)));
            assert.deepEqual(parts.sort(), expected);
            assert.equal(reachesAny(scope), grants.length > 0);
          }
    });
});
