import type { ModuleForm } from '#engine/definition/catalog.ts';
import { fullPath } from '#engine/definition/compile-module.ts';
import { effectsOf, type PlacedEffect } from '#engine/definition/walk.ts';
import { getPath, setPath } from '#engine/json.ts';
import type { ValueSource } from '#engine/schema/types.gen.ts';
import { sameValue } from '#engine/workflow/correction.ts';
import { all, asJson } from '../../storage/db.ts';
import type { EffectWork } from '../effect/effect.ts';
import { valueFrom } from '../effect/value-source.ts';
import { judgeOf, type RecordData } from '../open-record.ts';

export interface Followed {
  /** The form that is corrected. */
  readonly form: ModuleForm;
  /** The record's data before. */
  readonly before: RecordData;
}

/** What is derived from what is derived: this far. */
const furthest = 5;

/**
 * Fields that effects wrote from corrected ones follow them: where a field holds what an effect gives for the data
 * before, it gets what the effect gives for the data now.
 */
export const followFields = async (work: EffectWork, followed: Followed): Promise<void> => {
  const { record } = work;
  const effects = effectsOf(record.module.workflow).flatMap((placed) => {
    const { value: effect } = placed;
    const source = effect.type === 'set' ? derivedFrom(effect.value, placed, followed.form) : undefined;
    return effect.type === 'set' && source !== undefined ? [{ placed, effect, source }] : [];
  });
  const done = await passedEvents(work);
  for (let round = 0; round < furthest; round += 1) {
    const start = record.data;
    for (const { placed, effect, source } of effects) {
      const [was, is] = await bothValues(work, followed.before, source);
      const held = getPath(record.data, effect.field);
      if (sameValue(was, is) || !sameValue(held, was)) continue;
      // Where nothing was written from nothing, only what happened tells whether the effect has spoken.
      if (sameValue(was, undefined) && !(done(placed) && holds(work, effect.when))) continue;
      record.data = setPath(record.data, effect.field, is);
    }
    if (record.data === start) return;
  }
};

/** What a source gives for the data before and for the data now. */
export const bothValues = async (
  work: EffectWork,
  before: RecordData,
  source: ValueSource,
): Promise<readonly [was: unknown, is: unknown]> => [
  await valueFrom({ ...work, record: { ...work.record, data: before } }, source),
  await valueFrom(work, source),
];

/** The source, where what it gives lies in the record: what was handed in with a form lies where the form fills it. */
export const derivedFrom = (
  source: ValueSource,
  { forms }: Pick<PlacedEffect, 'forms'>,
  form: ModuleForm,
): ValueSource | undefined => {
  if ('field' in source || 'calculate' in source) return source;
  if (!('input' in source) || !forms.includes(form.definition.key)) return undefined;
  return form.fields.some(({ path }) => path === source.input)
    ? { field: fullPath(form.definition, source.input) }
    : undefined;
};

const holds = ({ unit, record }: EffectWork, when: Parameters<ReturnType<typeof judgeOf>>[0] | undefined): boolean =>
  when === undefined || judgeOf(unit, record)(when) === true;

interface Told {
  readonly action?: string;
  readonly from?: string;
  readonly to?: string;
}

/** Whether the record has gone the way an effect stands on, as its log tells. */
const passedEvents = async ({ unit, record }: EffectWork): Promise<(placed: PlacedEffect) => boolean> => {
  const rows = await all<{ data: string }>(
    unit.db,
    "select data from event where record_id = ? and type in ('record.acted', 'record.created')",
    [record.row.id],
  );
  const told = rows.map(({ data }) => asJson<Told>(data));
  return ({ path }) => {
    const [, where, key, , event] = path.split('/');
    if (where === 'actions') return told.some(({ action }) => action === key);
    const action = event?.split('.')[0];
    return told.some((one) => (path.includes('/on/') ? one.from === key && one.action === action : one.to === key));
  };
};
