import { problem } from '#engine/problem.ts';
import { layoutOf } from '../storage/module-layout.ts';
import type { RecordHeader } from '../storage/records.ts';
import { insertRecord } from '../storage/records.ts';
import { keepSearchTexts } from '../storage/search-texts.ts';
import { nearestDue } from './clock.ts';
import type { EffectWork, NewRecord } from './effect/effect.ts';
import { runEffects } from './effect/run-effects.ts';
import { addEntry } from './entry.ts';
import { appendEvent } from './event.ts';
import { filledPart } from './filled-part.ts';
import { keepUnique } from './keep-unique.ts';
import { noteBalance } from './note-balance.ts';
import { noteDated } from './note-dated.ts';
import { noteTouched, type OpenRecord, placeOf, subjectOf } from './open-record.ts';
import { regimeOf } from './regime.ts';
import { noteChange } from './rule/note-change.ts';
import { sealedEntry, sealedRecord } from './secrets.ts';
import { openStateTasks } from './task.ts';
import { titleOf } from './title-of.ts';
import { idFor, type StoredRecord, type Unit } from './unit.ts';

/** Stores a new record in the first state of its workflow, with its first entry, tasks and event. */
export const storeNewRecord = async (unit: Unit, wanted: NewRecord): Promise<StoredRecord> => {
  const record = await buildRecord(unit, wanted);
  const { row, module } = record;
  const fit = { account: row.owner };
  const work: EffectWork = { unit, record, input: wanted.data, fit, warnings: [], created: [] };
  const effects = module.workflow.states[row.state]?.onEnter ?? [];
  await runEffects(work, effects);
  const due = unit.clocks ? await nearestDue(unit, row.id) : null;
  const header = { ...row, title: titleOf(record.module, record.data), due_at: due };
  if (row.root_id !== row.id) noteTouched(unit, row.root_id);
  await keepUnique(unit, record);
  const { catalog, storage } = unit.context;
  const stored = sealedRecord(unit.context, row.id, module, record.data);
  const current = catalog.module(row.module);
  await insertRecord(unit.db, layoutOf(storage.dialect, current), header, stored);
  await keepSearchTexts(unit.db, current, { id: row.id, data: record.data });
  await noteDated(unit, { row: header, data: record.data, stored: {} });
  noteBalance(unit, row);
  const form = wanted.form ?? module.definition.createForm;
  const created = module.forms.get(form);
  const entry = wanted.entry ?? (created ? filledPart(created, record.data) : {});
  await addEntry(
    unit,
    { record: row.id, form, closure: row.closure },
    sealedEntry(unit.context, row.id, created, entry),
    1,
  );
  await openStateTasks(unit, record);
  await appendEvent(unit, {
    type: 'record.created',
    record: { id: row.id, root: row.root_id },
    organization: row.organization,
    version: 1,
    data: { module: row.module, form, to: row.state },
  });
  await noteChange(unit, { row, data: record.data });
  for (const next of work.created) await insertNewRecord(unit, next);
  return { ...header, family_version: unit.touched.get(row.id) ?? 0, data: stored.text };
};

/** As storeNewRecord, for whom the new record's id is enough. */
export const insertNewRecord = async (unit: Unit, wanted: NewRecord): Promise<string> =>
  (await storeNewRecord(unit, wanted)).id;

const buildRecord = async (unit: Unit, wanted: NewRecord): Promise<OpenRecord> => {
  const { catalog, services, actor, now } = unit.context;
  const module = catalog.module(wanted.module);
  const closure = services.closures.stored(catalog, wanted.module);
  const state = module.workflow.initial;
  if (closure === undefined) throw problem('not-available', { params: { reason: wanted.module } });
  const { parent } = wanted;
  const id = wanted.id ?? idFor(unit);
  const row: RecordHeader = {
    id,
    module: wanted.module,
    organization: parent?.organization ?? wanted.organization,
    root_id: parent?.root_id ?? id,
    parent_id: parent?.id ?? null,
    title: '',
    state,
    state_class: module.workflow.states[state]?.class ?? 'editable',
    regime: parent?.regime ?? regimeOf(catalog, module, wanted.data, now),
    closure,
    owner: actor.id,
    due_at: null,
    version: 1,
    family_version: 0,
    platform: services.platform,
    origin: 'entered',
    created_at: now,
    created_by: actor.id,
    modified_at: now,
    modified_by: actor.id,
  };
  return {
    row,
    before: row,
    module,
    stored: {},
    data: wanted.data,
    subject: await (parent ? subjectOf : placeOf)(unit, row),
  };
};
