import { grantAccess } from '#server/storage/access.ts';
import { grantRole, insertAccount } from '#server/storage/accounts.ts';
import type { Db } from '#server/storage/db.ts';
import { all } from '#server/storage/db.ts';
import { appendEvent } from '#server/storage/events.ts';
import { layoutOf } from '#server/storage/module-layout.ts';
import { insertOrganization } from '#server/storage/organizations.ts';
import { insertRecord } from '#server/storage/records.ts';
import { keepSearchTexts } from '#server/storage/search-texts.ts';
import { type OraclePerson, type OracleRecord, roleKeys } from './access-oracle.ts';
import { stored } from './stored.ts';
import type { TestSystem } from './system.ts';

export const home = '99010000';
export const relations = ['owner', 'colleague', 'assigned', 'superior', 'subordinate', 'foreign'] as const;
export type Relation = (typeof relations)[number];

const organizationOf: Readonly<Record<Relation, string>> = {
  owner: home,
  colleague: home,
  assigned: '98000000',
  superior: '99000000',
  subordinate: '99010300',
  foreign: '98000000',
};

/** Somebody of that organization to whom records belong that are nobody's of the matrix. */
const strangers: Readonly<Record<string, string>> = {
  [home]: 'lizhiyuan',
  '99000000': 'yuzhengnan',
  '99010300': 'chenxichuan',
  '98000000': 'stranger',
};

export interface WorldRecord extends OracleRecord {
  readonly title: string;
  readonly relation: Relation;
  readonly state: string;
  readonly stateClass: 'editable' | 'inApproval' | 'locked' | 'terminal';
}

export interface AccessWorld {
  /** One person for each role, all in one organization. */
  readonly people: readonly OraclePerson[];
  readonly records: readonly WorldRecord[];
  readonly parents: Readonly<Record<string, string | null>>;
}

/** Numbers that must never be seen in full by who may not: they stand in every record that has a field for them. */
export const secretId = '99010219710315001X';
export const secretPhone = '0990-5550118';
const secrets: Readonly<Record<string, object>> = {
  case: { suspectCode: secretId, suspectPhone: secretPhone, statusGroup: 'filed', goodsValue: 100 },
  party: { legalRepIdNo: secretId, phone: secretPhone, agents: [{ name: 'A', idNo: secretId, phone: secretPhone }] },
  inspection: { onSitePersonIdNo: secretId, witnessIdNo: secretId },
  inquiry: { personIdNo: secretId, personPhone: secretPhone },
};

const at = '2026-05-01T01:00:00.000Z';

/** The states to try of a module: its first one, and one of each class beside it. */
export const statesOf = (system: TestSystem, module: string): readonly string[] => {
  const { initial, states } = system.catalog.current().module(module).workflow;
  const chosen = new Map<string, string>();
  for (const [key, { class: stateClass }] of Object.entries(states))
    if (key !== initial && !chosen.has(stateClass)) chosen.set(stateClass, key);
  return [initial, ...chosen.values()];
};

const addPeople = async (system: TestSystem): Promise<OraclePerson[]> => {
  const [demo] = await all<{ password: string }>(system.storage.read, 'select password from account limit 1');
  const people = roleKeys.map((role) => ({ id: `a-${role}`, organization: home, level: 'city', roles: [role] }));
  const stranger = { id: 'stranger', organization: '98000000', level: 'province', roles: [] };
  const organization = { id: '98000000', name: '邻省局', level: 'province', region: '980000', parent: null };
  await system.storage.transact(async (db) => {
    await insertOrganization(db, { ...organization, active: 1, profile: '{}' });
    for (const { id, organization, roles } of [...people, stranger]) {
      const account = { id, username: id, name: id, password: demo?.password ?? null, organization };
      await insertAccount(db, { ...account, active: 1, demo: 1, profile: '{}', created_at: at });
      for (const role of roles) await grantRole(db, { account: id, role, granted_by: null, granted_at: at });
    }
  });
  return people;
};

const addRecord = async (system: TestSystem, db: Db, record: WorldRecord, closure: string): Promise<void> => {
  const { id, module, organization, root, title, state, stateClass, owner } = record;
  const place = { id, module, organization, root_id: root, parent_id: root === id ? null : root, title, state };
  const law = { state_class: stateClass, regime: 'scjg-2021', closure, owner, due_at: null, version: 1 };
  const origin = { family_version: 1, platform: 'test', origin: 'entered', created_at: at, created_by: owner };
  const { titleField } = system.catalog.current().module(module).definition;
  const data = { [titleField]: title, ...secrets[module] };
  const layout = layoutOf(system.storage.dialect, system.catalog.current().module(module));
  await insertRecord(db, layout, { ...place, ...law, ...origin, modified_at: at, modified_by: owner }, stored(data));
  await keepSearchTexts(db, system.catalog.current().module(module), { id, data });
};

const addEvent = (db: Db, { id, root, organization, owner, title }: WorldRecord): Promise<unknown> =>
  appendEvent(db, {
    record_id: id,
    root_id: root,
    organization,
    type: 'record.saved',
    actor: owner,
    on_behalf_of: null,
    at,
    request_id: 'matrix',
    record_version: 1,
    data: JSON.stringify({ title }),
  });

/** Records of every module in every relation to the people and every class of state, written past all commands. */
export const buildAccessWorld = async (system: TestSystem): Promise<AccessWorld> => {
  const people = await addPeople(system);
  const catalog = system.catalog.current();
  const modules = [...catalog.definitions.module.keys()].sort((a) => (a === 'case' ? -1 : 1));
  const records: WorldRecord[] = [];
  const { closures } = system.services;
  const pins = new Map<string, string>();
  for (const module of modules) pins.set(module, await closures.pin(system.storage, catalog, module));
  const families = relations.flatMap((relation): readonly { relation: Relation; owner: string }[] =>
    relation === 'owner' ? people.map(({ id }) => ({ relation, owner: id })) : [{ relation, owner: '' }],
  );
  for (const { relation, owner } of families) {
    const organization = organizationOf[relation];
    const assigned = relation === 'assigned' ? people.map(({ id }) => id) : [];
    const who = owner || (strangers[organization] ?? '');
    let root = '';
    for (const module of modules)
      for (const state of statesOf(system, module)) {
        const { workflow } = catalog.module(module);
        const id = `${module}-${relation}-${state}${owner && `-${owner}`}`.toLowerCase();
        // Children hang below the case that is under investigation, neither fresh nor finished.
        if (module === 'case' && workflow.states[state]?.class === 'editable') root = id;
        const family = module === 'case' ? id : root;
        const title = `${module} ${relation} ${state} ${owner || 'all'}`;
        const stateClass = workflow.states[state]?.class ?? 'editable';
        const fresh = state === workflow.initial;
        records.push({
          id,
          title,
          relation,
          state,
          stateClass,
          root: family,
          module,
          organization,
          owner: who,
          assigned,
          fresh,
        });
      }
  }
  await system.storage.transact(async (db) => {
    for (const record of records) {
      await addEvent(db, record);
      await addRecord(system, db, record, pins.get(record.module) ?? '');
      if (record.root !== record.id) continue;
      for (const subject of record.assigned)
        await grantAccess(db, { root_id: record.id, subject, reason: 'consulted', from_at: at });
    }
  });
  const rows = await all<{ id: string; parent: string | null }>(
    system.storage.read,
    'select id, parent from organization',
  );
  return { people, records, parents: Object.fromEntries(rows.map(({ id, parent }) => [id, parent])) };
};
