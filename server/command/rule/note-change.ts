import type { Catalog } from '#engine/definition/catalog.ts';
import { canonicalJson, getPath } from '#engine/json.ts';
import type { ChangedTrigger } from '#engine/schema/types.gen.ts';
import { enqueueJob } from '../../storage/jobs.ts';
import type { RecordHeader } from '../../storage/records.ts';
import type { Unit } from '../unit.ts';

/** A record as a command leaves it, and as it was; a new one was nothing. */
export interface ChangedRecord {
  readonly row: Pick<RecordHeader, 'id' | 'module' | 'state'>;
  readonly data: unknown;
  readonly before?: { readonly state: string; readonly data: unknown };
}

/** The payload of a job: the subjects of a rule set that a record belongs to, or belonged to, are decided again. */
export interface SubjectsChanged {
  readonly ruleset: string;
  readonly module: string;
  readonly record: string;
  /** The subjects that the trigger names, as the record was and as it is. */
  readonly named: readonly Readonly<Record<string, string>>[];
}

/** In the transaction of a change: has the rule sets that wait for it decide again about the subjects it touches. */
export const noteChange = async (unit: Unit, record: ChangedRecord): Promise<void> => {
  const { catalog, now } = unit.context;
  for (const { ruleset, trigger } of triggersOf(catalog).get(record.row.module) ?? []) {
    if (!concerns(trigger, record)) continue;
    const { id, module } = record.row;
    const named = namedSubjects(trigger, record);
    const payload: SubjectsChanged = { ruleset, module, record: id, named };
    await enqueueJob(unit.db, { kind: 'rule-subject', payload: JSON.stringify(payload), at: now });
    unit.jobs = true;
  }
};

interface Waiting {
  readonly ruleset: string;
  readonly trigger: ChangedTrigger;
}

const known = new WeakMap<Catalog, ReadonlyMap<string, readonly Waiting[]>>();

const triggersOf = (catalog: Catalog): ReadonlyMap<string, readonly Waiting[]> => {
  const ready = known.get(catalog);
  if (ready !== undefined) return ready;
  const found = new Map<string, Waiting[]>();
  for (const { key, trigger, enabled } of catalog.definitions.ruleset.values())
    for (const one of enabled === false ? [] : (trigger.changed ?? []))
      found.set(one.module, [...(found.get(one.module) ?? []), { ruleset: key, trigger: one }]);
  known.set(catalog, found);
  return found;
};

/** Another state is always a change; of the data only the fields named, where some are. */
const concerns = ({ fields }: ChangedTrigger, { row, data, before }: ChangedRecord): boolean => {
  if (before === undefined || before.state !== row.state) return true;
  if (before.data === data) return false;
  if (fields === undefined) return canonicalJson(before.data) !== canonicalJson(data);
  return fields.some(
    (path) => canonicalJson(getPath(before.data, path) ?? null) !== canonicalJson(getPath(data, path) ?? null),
  );
};

const namedSubjects = ({ subject }: ChangedTrigger, { data, before }: ChangedRecord): SubjectsChanged['named'] => {
  const read = (from: unknown): Record<string, string> | undefined => {
    const entries = Object.entries(subject).map(([key, path]) => [key, getPath(from, path)]);
    if (entries.some(([, value]) => typeof value !== 'string' || value === '')) return undefined;
    return Object.fromEntries(entries) as Record<string, string>;
  };
  const found = [before && read(before.data), read(data)].filter((one) => one !== undefined);
  return [...new Map(found.map((one) => [canonicalJson(one), one])).values()];
};
