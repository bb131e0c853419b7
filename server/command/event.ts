import { canonicalJson } from '#engine/json.ts';
import { appendEvent as storeEvent } from '../storage/events.ts';
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

/** Appends to the log. Events never carry values of sensitive fields. */
export const appendEvent = async (unit: Unit, draft: EventDraft): Promise<void> => {
  const { actor, now, requestId } = unit.context;
  await storeEvent(unit.db, {
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
  });
};
