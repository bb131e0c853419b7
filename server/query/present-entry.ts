import { maskData, type SensitiveField } from '#engine/access/mask-data.ts';
import { withoutSealed } from '#engine/access/sealed.ts';
import type { Json } from '#engine/json.ts';
import type { Context } from '../command/context.ts';
import { asJson } from '../storage/db.ts';
import type { EntryTable } from '../storage/tables.ts';
import { type RecordRow, seesSensitive } from './present-record.ts';

/** One filling of one form, masked as the record is. The data is the form's own, without its namespace. */
export const presentEntry = (context: Context, record: RecordRow, row: EntryTable, names: (id: string) => unknown) => {
  const form = context.catalog.module(record.module).forms.get(row.form);
  const fields = new Map<string, SensitiveField>();
  for (const { path, sensitivity, mask } of form?.fields ?? []) {
    if (sensitivity !== 'personal' && sensitivity !== 'secret') continue;
    fields.set(path, { sensitivity, ...(mask !== undefined && { mask }) });
  }
  return {
    id: row.id,
    form: row.form,
    title: form?.definition.title ?? { zh: row.form },
    round: row.round,
    subject: row.subject,
    state: row.state,
    by: names(row.by_account),
    at: row.at,
    frozen: row.frozen_at,
    data: maskData(
      fields,
      withoutSealed(asJson<{ [field: string]: Json }>(row.data)),
      seesSensitive(context, record.module),
    ),
  };
};
