import { getPath } from '#engine/json.ts';
import { problem } from '#engine/problem.ts';
import type { Assignment } from '#engine/workflow/fits.ts';
import { endAccess, grantAccess } from '../../storage/access.ts';
import { findAccount } from '../../storage/accounts.ts';
import type { Unit } from '../unit.ts';
import type { RunEffect } from './effect.ts';

/**
 * Hands the record's family, or the record alone, to the persons a field names; whoever held the assignment before and is
 * not named loses it.
 */
export const assign: RunEffect<'assign'> = async (work, { as: reason, field, only = false }) => {
  const { unit, record } = work;
  const named = [...new Set(personsIn(getPath(record.data, field) ?? getPath(work.input, field)))];
  for (const account of named) await requireActive(unit, account, field);
  const { id, root_id: root } = record.row;
  const alike = (one: Assignment): boolean => one.reason === reason && (id === root || (one.only ?? false) === only);
  const held = record.subject.assignments.filter(alike).map(({ account }) => account);
  const at = { root_id: only ? id : root, reason };
  for (const subject of held.filter((account) => !named.includes(account)))
    await endAccess(unit.db, { ...at, subject, to_at: unit.context.now });
  for (const subject of named.filter((account) => !held.includes(account)))
    await grantAccess(unit.db, { ...at, subject, from_at: unit.context.now });
  const others = record.subject.assignments.filter((one) => !alike(one));
  const mine = named.map((account) => ({ account, reason, ...(only && { only }) }));
  record.subject = { ...record.subject, assignments: [...others, ...mine] };
};

const personsIn = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string' && one !== '');

const requireActive = async (unit: Unit, account: string, field: string): Promise<void> => {
  const row = await findAccount(unit.db, account);
  if (row?.active === 1) return;
  const path = `/${field.replaceAll('.', '/')}`;
  throw problem('invalid-input', { issues: [{ path, code: 'workflow.noSuchPerson', params: { account } }] });
};
