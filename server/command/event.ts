import type { Insertable } from 'kysely';
import { canonicalJson } from '#engine/json.ts';
import { insertRow } from '../storage/db.ts';
import type { Tables } from '../storage/tables.ts';
import { hashText } from './hash.ts';
import type { Unit } from './unit.ts';

export interface EventDraft {
  readonly type: string;
  readonly record?: { readonly id: string; readonly root: string };
  readonly organization: string;
  readonly onBehalfOf?: string;
  /** Given by the one event that stands for a new version of the record. */
  readonly version?: number;
  readonly data: Readonly<Record<string, unknown>>;
}

type EventRow = Omit<Insertable<Tables['event']>, 'seq'>;

/** The hash of a stored event: over everything but its place in the log and the hash itself. */
export const eventHash = ({ hash: _hash, ...row }: Omit<EventRow, 'hash'> & { readonly hash?: string }): string =>
  hashText(canonicalJson(row));

/** Appends to the log. Events never carry values of sensitive fields. */
export const appendEvent = async (unit: Unit, draft: EventDraft): Promise<void> => {
  const { actor, now, requestId } = unit.context;
  const row = {
    record_id: draft.record?.id ?? null,
    root_id: draft.record?.root ?? null,
    organization: draft.organization,
    type: draft.type,
    actor: actor.id,
    on_behalf_of: draft.onBehalfOf ?? null,
    at: now,
    request_id: requestId,
    record_version: draft.version ?? null,
    data: canonicalJson(draft.data),
  };
  await insertRow(unit.db, 'event', { ...row, hash: eventHash(row) });
};
