import { reachesOf } from '#engine/access/allowed.ts';
import type { CompiledModule } from '#engine/definition/catalog.ts';
import type { Issue } from '#engine/issue.ts';
import { problem } from '#engine/problem.ts';
import { type Fit, fits } from '#engine/workflow/fits.ts';
import { one } from '../storage/db.ts';
import { checkReferences } from './check-references.ts';
import type { Context } from './context.ts';
import { fillForm } from './fill-form.ts';
import { storeNewRecord } from './insert-new-record.ts';
import { nameIssues } from './name-issues.ts';
import { type OpenRecord, openRecord, touchFamily } from './open-record.ts';
import { pinClosures } from './pin-closures.ts';
import { runCommand } from './run-command.ts';
import { type Unit, withRecord } from './unit.ts';

export interface CreateRecord {
  readonly module: string;
  /** What is filled into the module's form for new records. */
  readonly data: Readonly<Record<string, unknown>>;
  /** The record a child record belongs to. */
  readonly parent?: string;
  readonly idempotencyKey?: string;
}

/** Files a draft. Nothing is required of it yet; what is filled must be right. */
export const createRecord = async (
  context: Context,
  { idempotencyKey, ...input }: CreateRecord,
): Promise<{ readonly id: string }> => {
  await pinClosures(context, input.module);
  const command = { route: 'create-record', body: input, ...(idempotencyKey !== undefined && { idempotencyKey }) };
  return await runCommand(context, command, async (unit) => {
    if (!context.catalog.definitions.module.has(input.module)) throw problem('not-found');
    const module = context.catalog.module(input.module);
    permit(context, module);
    const parent = await openParent(unit, module, input.parent);
    const form = module.forms.get(module.definition.createForm);
    if (form === undefined) throw problem('not-found');
    const filled = fillForm(context, { module, form, stored: {}, sent: input.data, complete: false });
    await checkReferences(unit, form, filled.entry);
    const stored = await storeNewRecord(unit, {
      module: input.module,
      data: filled.data,
      entry: filled.entry,
      organization: context.actor.organization,
      ...(parent && { parent: parent.row }),
    });
    return withRecord({ id: stored.id }, stored);
  });
};

const permit = (context: Context, { definition }: CompiledModule): void => {
  const { actor, catalog } = context;
  const access = { roles: catalog.definitions.role, person: actor };
  const declared = definition.operations.includes('create');
  if (!declared || reachesOf(access, definition.key, 'create').length === 0)
    throw refuse(context, { path: '', code: 'access.operation', params: { operation: 'create' } });
  const { organization, organizationPath, id } = actor;
  const place = { organization, organizationPath, owner: id, assignments: [] };
  // Who may add to a record is said by the record's own module, and asked about that record.
  if (definition.create === undefined || definition.parent !== undefined) return;
  if (fits(definition.create, actor, place) === undefined)
    throw refuse(context, { path: '', code: 'access.create', params: { who: definition.create } });
};

/** A child is added only while its parent's state allows, and by those the module names. */
const openParent = async (
  unit: Unit,
  { definition }: CompiledModule,
  id: string | undefined,
): Promise<OpenRecord | undefined> => {
  const { parent } = definition;
  if (parent === undefined) {
    if (id === undefined) return undefined;
    throw problem('invalid-input', { issues: [{ path: '/parent', code: 'workflow.noParent' }] });
  }
  if (id === undefined) throw problem('invalid-input', { issues: [{ path: '/parent', code: 'required' }] });
  const { context } = unit;
  await lockRoot(unit, id);
  const record = await openRecord(unit, { module: parent.module, id }, { operation: 'read' });
  const who = parent.who ?? definition.create;
  if (who !== undefined && fitOf(context, who, record) === undefined)
    throw refuse(context, { path: '', code: 'access.create', params: { who } });
  if (parent.states !== undefined && !parent.states.includes(record.row.state))
    throw problem('action-not-available', { issues: [{ path: '', code: 'workflow.parentState' }] });
  return record;
};

const lockRoot = async (unit: Unit, parent: string): Promise<void> => {
  const row = await one<{ root_id: string }>(unit.db, 'select root_id from record where id = ?', [parent]);
  if (row?.root_id === parent) await touchFamily(unit, parent);
};

const fitOf = (context: Context, who: Parameters<typeof fits>[0], record: OpenRecord): Fit | undefined =>
  fits(who, context.actor, record.subject);

const refuse = (context: Context, issue: Issue) =>
  problem('not-permitted', { issues: nameIssues(context.catalog, [issue]) });
