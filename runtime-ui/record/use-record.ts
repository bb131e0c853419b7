import type { Action } from '../answer/acting.ts';
import type { Described } from '../answer/modules.ts';
import type { Data, Entry, StoredRecord } from '../answer/records.ts';
import { api } from '../api.ts';
import { type Loaded, useLoaded, useReloadedOn } from '../use-loaded.ts';
import { formsToStart } from './form-data.ts';

export interface Stash {
  readonly form: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly at: string;
  /** Of the record when the typing began. */
  readonly version: number | null;
}

/** Everything the page of a record begins with; what its tabs show is loaded when they are opened. */
export interface OpenRecord {
  readonly described: Described;
  readonly record: StoredRecord;
  readonly actions: readonly Action[];
  readonly entries: readonly Entry[];
  readonly stashes: readonly Stash[];
  /** By form: what a form without a filling is proposed to begin with. */
  readonly starts: Readonly<Record<string, Data>>;
}

const load = async (module: string, id: string): Promise<OpenRecord> => {
  const path = `/records/${module}/${id}`;
  const [described, record, actions, entries, stashes] = await Promise.all([
    // As the record pins it: its forms may be older than those in force.
    api.get<Described>(`/modules/${module}?record=${id}`),
    api.get<StoredRecord>(path),
    api.get<Action[]>(`${path}/actions`),
    api.get<Entry[]>(`${path}/entries`),
    api.get<Stash[]>(`${path}/stash`),
  ]);
  const offered = [...(described.editable ?? []), ...actions.map(({ form }) => form)];
  const forms = formsToStart(described.forms, offered, entries);
  const starts = await Promise.all(forms.map((form) => api.get<Data>(`${path}/start/${encodeURIComponent(form)}`)));
  return {
    described,
    record,
    actions,
    entries,
    stashes,
    starts: Object.fromEntries(forms.map((form, n) => [form, starts[n] ?? {}])),
  };
};

export const useRecord = (module: string, id: string): Loaded<OpenRecord> =>
  useLoaded(`record ${module} ${id}`, () => load(module, id));

export const recordPath = ({ metadata, _id }: StoredRecord): string => `/records/${metadata.module}/${_id}`;

/** Changes with the record and with whatever hangs on it. */
export const stampOf = ({ version, metadata }: StoredRecord): string => `${version} ${metadata.familyVersion ?? ''}`;

/** One of the lists that belong to a record; a new version of the record loads it anew. */
export const useRelated = <T>(record: StoredRecord, kind: string): Loaded<T[]> => {
  const path = `${recordPath(record)}/${kind}`;
  return useReloadedOn(
    stampOf(record),
    useLoaded(path, () => api.get<T[]>(path)),
  );
};
