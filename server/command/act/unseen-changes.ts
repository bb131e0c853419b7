import { fullPath } from '#engine/definition/compile-module.ts';
import { problem } from '#engine/problem.ts';
import { asJson } from '../../storage/db.ts';
import { machine } from '../context.ts';
import type { OpenRecord } from '../open-record.ts';
import type { Change } from '../told-changes.ts';
import type { Unit } from '../unit.ts';

interface Told {
  readonly from?: string;
  readonly to?: string;
  readonly changes?: readonly Change[];
}

/**
 * Lets an act go on that was begun on an older version, unless a person has changed since what it reads: the fields of
 * its form, anything where it is a judgement of the whole record, or the state. What the platform did by itself, rules
 * and clocks, is no reason to begin again: guards are asked of the record as it is now. @throws Problem record-stale
 */
export const refuseUnseen = async (
  unit: Unit,
  record: OpenRecord,
  { action, version }: { readonly action: string; readonly version: number },
): Promise<void> => {
  const now = Number(record.row.version);
  if (version === now) return;
  const stale = problem('record-stale', { params: { version: now } });
  if (version > now) throw stale;
  const events = await unit.db
    .selectFrom('event')
    .select(['actor', 'data'])
    .where('record_id', '=', record.row.id)
    .where('record_version', '>', version)
    .execute();
  // Every version is told by one event; of one that is not told nobody knows who made it.
  if (events.length !== now - version) throw stale;
  const reads = readBy(record, action);
  const byPersons = events.filter(({ actor }) => actor !== machine.id).map(({ data }) => asJson<Told>(data));
  if (byPersons.some(({ from, to, changes = [] }) => from !== to || changes.some(({ field }) => reads(field))))
    throw stale;
};

const readBy = ({ module }: OpenRecord, key: string): ((field: string) => boolean) => {
  const action = module.workflow.actions[key];
  if (action === undefined || action.approval !== undefined) return () => true;
  const form = module.forms.get(action.form ?? '');
  const paths = new Set(form?.fields.map(({ path }) => fullPath(form.definition, path)));
  return (field) => paths.has(field);
};
