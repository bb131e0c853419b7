import { getPath, setPath } from '#engine/json.ts';
import { problem } from '#engine/problem.ts';
import type { Balance } from '#engine/schema/types.gen.ts';
import { one } from '../storage/db.ts';
import { actByPlatform } from './act-by-platform.ts';
import { fieldsOfBalance, isBeyond, sumsOf, typeOfBalance } from './balance.ts';
import type { EffectWork } from './effect/effect.ts';
import { valueFrom } from './effect/value-source.ts';
import { type OpenRecord, openForPlatform } from './open-record.ts';
import { openStored } from './secrets.ts';
import type { Unit } from './unit.ts';

/** Brings the sums of everything written into the records that hold them; beyond its bounds nothing is written at all. */
export const keepBalances = async (unit: Unit): Promise<void> => {
  for (const [id, module] of unit.balances) {
    unit.balances.delete(id);
    if ((await one(unit.db, 'select 1 as found from record where id = ?', [id])) === undefined) continue;
    const record = await openForPlatform(unit, { module, id });
    let data = record.data;
    for (const balance of record.module.definition.balances ?? [])
      for (const [field, value] of await balanced(unit, record, balance))
        if (getPath(data, field) !== value) data = setPath(data, field, value);
    if (data !== record.data) await actByPlatform(unit, { module, id }, { change: () => data });
  }
};

const balanced = async (unit: Unit, record: OpenRecord, balance: Balance) => {
  const { context, db } = unit;
  const open = (id: string, stored: unknown) => openStored(context, id, stored);
  const place = { db, catalog: context.catalog, open, now: context.now };
  const sums = await sumsOf(place, record.module, record.row.id, balance);
  if (sums === undefined) throw refuse(balance, record);
  const work: EffectWork = {
    unit,
    record,
    input: {},
    fit: { account: context.actor.id },
    warnings: [],
    created: [],
  };
  const bounds = {
    least: balance.least && (await valueFrom(work, balance.least)),
    most: balance.most && (await valueFrom(work, balance.most)),
  };
  if (isBeyond(typeOfBalance(record.module, balance), sums.left, bounds)) throw refuse(balance, record, sums.left);
  return fieldsOfBalance(balance, sums);
};

const refuse = ({ title, message }: Balance, { row }: OpenRecord, left?: unknown) =>
  problem('action-not-available', {
    issues: [{ path: '', code: 'workflow.balance', params: { balance: title, message, record: row.title, left } }],
  });
