import { compareAmounts } from '#engine/balance/balance.ts';
import type { Catalog } from '#engine/definition/catalog.ts';
import { getPath } from '#engine/json.ts';
import type { Balance } from '#engine/schema/types.gen.ts';
import { type BalancePlace, fieldsOfBalance, isBeyond, sumsOf, typeOfBalance } from '../command/balance.ts';
import { all, asJson } from '../storage/db.ts';
import { findRecord } from '../storage/records.ts';
import { type Invariant, needsCatalog, type Offence, type World } from './world.ts';

/** Bounds that are plain values or fields of the record; calculated ones are the business of the command. */
const boundOf = (source: Balance['least'], data: unknown): unknown => {
  if (source === undefined) return undefined;
  if ('literal' in source) return source.literal;
  return 'field' in source ? getPath(data, source.field) : undefined;
};

const faultsOf = async (world: World, catalog: Catalog, key: string, balance: Balance): Promise<Offence[]> => {
  const module = catalog.module(key);
  const type = typeOfBalance(module, balance);
  const place: BalancePlace = { db: world.db, catalog, open: (_id, stored) => asJson(stored), now: '' };
  const rows = await all<{ id: string }>(
    world.db,
    'select distinct p.id as id from record r join record p on p.id = r.parent_id where r.module = ? and p.module = ? order by p.id',
    [balance.module, key],
  );
  const broken: Offence[] = [];
  for (const { id } of rows) {
    const data = asJson((await findRecord(world.db, key, id))?.data ?? '{}');
    const sums = await sumsOf(place, module, id, balance);
    const say = (reason: string) => broken.push({ table: 'record', row: id, reason: `${balance.key}: ${reason}` });
    if (sums === undefined) {
      say('its sum cannot be said');
      continue;
    }
    for (const [field, value] of fieldsOfBalance(balance, sums))
      if (compareAmounts(type, getPath(data, field) ?? 0, value) !== 0)
        say(`${field} says ${getPath(data, field)}, the records below ${value}`);
    const bounds = { least: boundOf(balance.least, data), most: boundOf(balance.most, data) };
    if (isBeyond(type, sums.left, bounds)) say(`${sums.left} is beyond its bounds`);
  }
  return broken;
};

export const i29: Invariant = {
  id: 'I29',
  title: 'a balance is what came in less what went out, and within its bounds',
  needs: needsCatalog,
  find: async (world) => {
    const { catalog } = world;
    const broken: Offence[] = [];
    for (const [key, { balances = [] }] of catalog?.definitions.module ?? [])
      for (const balance of balances) if (catalog) broken.push(...(await faultsOf(world, catalog, key, balance)));
    return broken;
  },
};
