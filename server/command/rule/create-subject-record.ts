import { setPath } from '#engine/json.ts';
import type { RuleSource } from '#engine/schema/types.gen.ts';
import { allOrganizations, organizationFrom } from '../../query/rule/subject-organization.ts';
import { actByPlatform } from '../act-by-platform.ts';
import { insertNewRecord } from '../insert-new-record.ts';
import type { RecordData } from '../open-record.ts';
import type { Unit } from '../unit.ts';
import type { Hit } from './apply-create.ts';
import { levelStep } from './level-step.ts';
import { asField, outcomeValue } from './outcome-value.ts';
import { storeSubjectDecision } from './store-decision.ts';
import type { SubjectWork } from './subject-work.ts';

/** Makes the record of a subject that is hit, and does with it what the outcome says comes next. */
export const createSubjectRecord = async (
  unit: Unit,
  work: SubjectWork,
  hit: Hit,
): Promise<{ readonly record_id: string; readonly decision_id: string }> => {
  const { outcome } = hit;
  const { module = '', action, form } = outcome;
  const values = { ...outcome.match, ...outcome.data };
  const data = levelStep(await fieldsOf(unit, work, { module, values, data: {} }), hit, work.asOf);
  const organizationOf = organizationFrom(await organizationsOf(unit), outcome.organization);
  const organization = organizationOf(work.subject);
  const id = await insertNewRecord(unit, { module, data, organization, ...(form !== undefined && { form }) });
  const decision = await storeSubjectDecision(unit, work, id);
  const told = { ruleset: work.ruleSet.key, decision };
  if (action !== undefined) await actByPlatform(unit, { module, id }, { action, told });
  return { record_id: id, decision_id: decision };
};

const known = new WeakMap<Unit['context'], ReturnType<typeof allOrganizations>>();

/** Read once for all that is made in one go. */
const organizationsOf = ({ context, db }: Unit): ReturnType<typeof allOrganizations> => {
  const ready = known.get(context) ?? allOrganizations(db);
  known.set(context, ready);
  return ready;
};

interface Fields {
  readonly module: string;
  readonly values: Readonly<Record<string, RuleSource>>;
  readonly data: RecordData;
}

/** The data with the fields of an outcome; a value there is none of clears its field. */
export const fieldsOf = async (
  unit: Unit,
  work: SubjectWork,
  { module, values, data }: Fields,
): Promise<RecordData> => {
  const compiled = work.catalog.module(module);
  let filled = data;
  for (const [field, source] of Object.entries(values))
    filled = setPath(filled, field, asField(compiled, field, await outcomeValue(unit, work, source)));
  return filled;
};
