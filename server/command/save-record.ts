import type { Issue } from '#engine/issue.ts';
import { problem } from '#engine/problem.ts';
import { editFit } from '#engine/workflow/editable.ts';
import type { Fit } from '#engine/workflow/fits.ts';
import { dropStash } from '../storage/stash.ts';
import { applyGuards } from './apply-verdicts.ts';
import { checkReferences } from './check-references.ts';
import type { Context } from './context.ts';
import { saveEntry } from './entry.ts';
import { appendEvent } from './event.ts';
import { fillForm } from './fill-form.ts';
import { nameIssues } from './name-issues.ts';
import { type OpenRecord, openRecord } from './open-record.ts';
import { regimeOf } from './regime.ts';
import { runCommand } from './run-command.ts';
import { sealedEntry } from './secrets.ts';
import { openTask } from './task.ts';
import { toldChanges } from './told-changes.ts';
import { type Unit, withRecord } from './unit.ts';
import { writeRecord } from './write-record.ts';

export interface SaveRecord {
  readonly module: string;
  readonly id: string;
  /** The form that is saved; the one new records are made with when absent. */
  readonly form?: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** The version the person has seen. */
  readonly version: number;
  readonly idempotencyKey?: string;
}

/** Saves one form of a record while its state lets this person edit it. Nothing is required yet. */
export const saveRecord = (
  context: Context,
  { idempotencyKey, ...input }: SaveRecord,
): Promise<{ readonly version: number; readonly warnings: readonly Issue[] }> => {
  const command = { route: 'save-record', body: input, ...(idempotencyKey !== undefined && { idempotencyKey }) };
  return runCommand(context, command, async (unit) => {
    const record = await openRecord(unit, input, { operation: 'update', version: input.version });
    const key = input.form ?? record.module.definition.createForm;
    const fit = requireEditable(unit, record, key);
    const form = record.module.forms.get(key);
    if (form === undefined) throw problem('not-found');
    const { module, data: stored } = record;
    const filled = fillForm(context, { module, form, stored, sent: input.data, complete: false });
    await checkReferences(unit, form, filled.entry, stored);
    record.data = filled.data;
    // Until something pins it, the law follows the date it is chosen by.
    if (record.row.state === module.workflow.initial && record.row.parent_id === null)
      record.row.regime = regimeOf(context.catalog, module, record.data, record.row.created_at);
    const { warnings, tasks } = await applyGuards(unit, record, {
      rulesets: triggeredBy(context, record.row.module, key),
      input: input.data,
      action: null,
    });
    const entry = sealedEntry(context, record.row.id, form, filled.entry);
    await saveEntry(unit, { record: record.row.id, form: key, closure: record.row.closure }, entry);
    const saved = await writeRecord(unit, record);
    for (const task of tasks) await openTask(unit, record, { ...task, action: null });
    await dropStash(unit.db, { account: context.actor.id, record_id: record.row.id, form: key });
    await appendEvent(unit, {
      type: 'record.saved',
      record: { id: record.row.id, root: record.row.root_id },
      organization: record.row.organization,
      version: record.row.version,
      ...(fit.onBehalfOf !== undefined && { onBehalfOf: fit.onBehalfOf }),
      data: { form: key, from: record.row.state, to: record.row.state, ...toldChanges(unit, record) },
    });
    return withRecord({ version: record.row.version, warnings }, saved);
  });
};

const requireEditable = (unit: Unit, { module, row, subject }: OpenRecord, form: string): Fit => {
  const { actor, catalog } = unit.context;
  const fit = editFit({ workflow: module.workflow, state: row.state, person: actor, subject }, form);
  const issue = (code: string, params: object): readonly Issue[] =>
    nameIssues(catalog, [{ path: '', code, params: { ...params } }], row.module);
  if (fit === null) throw problem('action-not-available', { issues: issue('workflow.notEditable', { form }) });
  if (fit !== undefined) return fit;
  const who = (module.workflow.states[row.state]?.edit ?? []).flatMap((one) => (one.form === form ? one.who : []));
  throw problem('not-permitted', { issues: issue('workflow.who', { who }) });
};

/** The rule sets that are asked whenever a form is saved. */
const triggeredBy = ({ catalog }: Context, module: string, form: string): readonly string[] =>
  [...catalog.definitions.ruleset.values()]
    .filter((ruleSet) => ruleSet.record === module && ruleSet.trigger.forms?.includes(form))
    .map(({ key }) => key);
