import { problem } from '#engine/problem.ts';
import { run } from '../storage/db.ts';
import { layoutOf } from '../storage/module-layout.ts';
import { updateModuleRow } from '../storage/module-rows.ts';
import { keepSearchTexts } from '../storage/search-texts.ts';
import { keepUnique } from './keep-unique.ts';
import { noteBalance } from './note-balance.ts';
import { noteDated } from './note-dated.ts';
import type { OpenRecord } from './open-record.ts';
import { noteChange } from './rule/note-change.ts';
import { sealedRecord } from './secrets.ts';
import { titleOf } from './title-of.ts';
import type { StoredRecord, Unit } from './unit.ts';

/** What is written only where it differs: indexes over what is named in a statement are written anew. */
const movable = ['title', 'state', 'state_class', 'regime', 'closure', 'owner', 'due_at'] as const;

/**
 * Stores the record as the command has changed it, as its next version. Refused when anything else wrote the record or
 * its family since it was opened.
 */
export const writeRecord = async (unit: Unit, record: OpenRecord): Promise<StoredRecord> => {
  const { row, before, module, data } = record;
  const state = module.workflow.states[row.state];
  row.title = titleOf(record.module, record.data);
  row.state_class = state?.class ?? row.state_class;
  row.version = Number(before.version) + 1;
  row.modified_at = unit.context.now;
  row.modified_by = unit.context.actor.id;
  await keepUnique(unit, record);
  const family_version = Number(before.family_version) + (unit.touched.get(row.id) ?? 0);
  const moved = movable.filter((column) => row[column] !== before[column]);
  const changed = await run(
    unit.db,
    `update record set ${moved.map((column) => `${column} = ?, `).join('')}version = ?, modified_at = ?, modified_by = ? where id = ? and version = ? and family_version = ?`,
    [
      ...moved.map((column) => row[column]),
      row.version,
      row.modified_at,
      row.modified_by,
      row.id,
      before.version,
      family_version,
    ],
  );
  if (changed !== 1) throw problem('record-stale');
  const sealed = sealedRecord(unit.context, row.id, module, data);
  const { catalog, storage } = unit.context;
  const current = catalog.module(row.module);
  const layout = layoutOf(storage.dialect, current);
  const { state: was, owner } = before;
  await updateModuleRow(unit.db, layout, row, sealed, {
    state: was,
    owner,
    layout: record.layout,
    data: record.stored,
  });
  await keepSearchTexts(unit.db, current, { id: row.id, data, before: record.stored });
  await noteDated(unit, { row, data, stored: record.stored });
  noteBalance(unit, row);
  await noteChange(unit, { row, data, before: { state: before.state, data: record.stored } });
  return { ...row, family_version, data: sealed.text };
};
