import assert from 'node:assert/strict';
import { createOracle, type OraclePerson, type Verdict } from './access-oracle.ts';
import { type AccessWorld, buildAccessWorld, type WorldRecord } from './access-world.ts';
import { type Client, type Reply, signIn } from './client.ts';
import { startSystem, type TestSystem } from './system.ts';

export interface AccessMatrix {
  readonly system: TestSystem;
  readonly world: AccessWorld;
  readonly oracle: ReturnType<typeof createOracle>;
  readonly modules: readonly string[];
  readonly clientOf: (person: OraclePerson) => Client;
  /** The records that stand in a relation to this person: those of other owners are a colleague's to him. */
  readonly recordsFor: (person: OraclePerson) => readonly WorldRecord[];
}

/** The running system with a record for every question the matrix asks, everybody of it signed in. */
export const openAccessMatrix = async (where: { readonly databaseUrl?: string } = {}): Promise<AccessMatrix> => {
  const system = await startSystem({ now: '2026-05-06T01:00:00.000Z', demoDir: 'test/support/jiangzhou', ...where });
  const world = await buildAccessWorld(system);
  const clients = new Map<string, Client>();
  for (const { id } of world.people) clients.set(id, await signIn(system.url, id));
  return {
    system,
    world,
    oracle: createOracle(world.parents),
    modules: [...system.catalog.current().definitions.module.keys()],
    clientOf: ({ id }) => clients.get(id) as Client,
    recordsFor: ({ id }) => world.records.filter(({ relation, owner }) => relation !== 'owner' || owner === id),
  };
};

/** What an answer says about access, whatever else it refuses. */
export const heard = ({ status }: Reply<unknown>, what: string): Verdict => {
  assert.ok(status < 500, `${what} answered ${status}`);
  if (status === 404) return 'hidden';
  return status === 403 ? 'refused' : 'yes';
};
