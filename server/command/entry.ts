import type { JsonText } from '../storage/column-types.ts';
import { insertRow, later, one } from '../storage/db.ts';
import { idFor, type Unit } from './unit.ts';

export interface EntryAt {
  readonly record: string;
  readonly form: string;
  readonly closure: string;
}

/**
 * Keeps what was filled into a form. While the step lasts the filling is overwritten; once it is frozen, the next one
 * is a round of its own.
 */
export const saveEntry = async (unit: Unit, at: EntryAt, data: JsonText): Promise<string> => {
  const last = await one<{ id: string; round: number; state: string }>(
    unit.db,
    'select id, round, state from entry where record_id = ? and form = ? and subject = ? order by round desc limit 1',
    [at.record, at.form, ''],
  );
  const { actor, now } = unit.context;
  if (last?.state === 'open') {
    await later(unit.db, 'update entry set data = ?, by_account = ?, at = ?, closure = ? where id = ?', [
      data,
      actor.id,
      now,
      at.closure,
      last.id,
    ]);
    return last.id;
  }
  return await addEntry(unit, at, data, Number(last?.round ?? 0) + 1);
};

export const addEntry = async (unit: Unit, at: EntryAt, data: JsonText, round: number): Promise<string> => {
  const id = idFor(unit);
  await insertRow(unit.db, 'entry', {
    id,
    record_id: at.record,
    form: at.form,
    round,
    subject: '',
    data,
    state: 'open',
    by_account: unit.context.actor.id,
    at: unit.context.now,
    frozen_at: null,
    closure: at.closure,
  });
  return id;
};

/** Freezes the open entries of a record but those of the forms that may still be edited. */
export const freezeEntries = async (unit: Unit, record: string, editable: readonly string[]): Promise<void> => {
  const kept = editable.length === 0 ? '' : ` and form not in (${editable.map(() => '?').join(', ')})`;
  await later(
    unit.db,
    `update entry set state = 'frozen', frozen_at = ? where record_id = ? and state = 'open'${kept}`,
    [unit.context.now, record, ...editable],
  );
};

/** Freezes what stands, so that the next filling of the form is a new round. */
export const freezeForm = (unit: Unit, record: string, form: string): Promise<void> =>
  later(
    unit.db,
    "update entry set state = 'frozen', frozen_at = ? where record_id = ? and form = ? and state = 'open'",
    [unit.context.now, record, form],
  );
