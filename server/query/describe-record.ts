import type { Operation } from '#engine/access/allowed.ts';
import type { CompiledModule } from '#engine/definition/catalog.ts';
import { formUnder, titleUnder } from '#engine/definition/under-regime.ts';
import type { Title } from '#engine/schema/types.gen.ts';
import { editableForms } from '#engine/workflow/editable.ts';
import type { Context } from '../command/context.ts';
import { viewRecord } from '../command/open-record.ts';
import { openUnit } from '../command/unit.ts';
import { reachesAny, scopeOf } from '../storage/scope.ts';
import { describeModule, pinnedParts } from './describe-module.ts';
import type { RecordKey } from './read-record.ts';

/** Everything a screen needs to show one record: its module with the forms and workflow the record pins, and what this actor may edit now. */
export const describeRecord = async (context: Context, key: RecordKey) => {
  const record = await viewRecord(openUnit(context.storage.read, context), key);
  const { row, subject, module } = record;
  const may = (operation: Operation) =>
    module.definition.operations.some((one) => one === operation) &&
    reachesAny(scopeOf(context.catalog.definitions.role, context.actor, row.module, operation));
  const question = { workflow: module.workflow, state: row.state, person: context.actor, subject };
  return {
    ...describeModule(context, row.module),
    ...pinnedParts(module),
    ...wordsUnder(module, row.regime),
    formStages: formStages(module),
    editable: may('update') ? editableForms(question) : [],
    // Whether papers, files or records hang on it is asked when it is deleted.
    deletable: row.state === module.workflow.initial && row.owner === context.actor.id && may('delete'),
  };
};

/** What the record's law calls its forms, states and actions. */
const wordsUnder = (module: CompiledModule, regime: string | null) => {
  const parts = pinnedParts(module);
  const { states, actions } = module.workflow;
  const named = <T extends { readonly title: Title }>(
    of: Readonly<Record<string, T>>,
    from: Readonly<Record<string, Parameters<typeof titleUnder>[0]>>,
  ) =>
    Object.fromEntries(
      Object.entries(of).map(([key, one]) => [key, { ...one, title: titleUnder(from[key] ?? one, regime) }]),
    );
  return {
    forms: Object.fromEntries([...module.forms].map(([key, form]) => [key, formUnder(form.definition, regime)])),
    states: named(parts.states, states),
    actions: named(parts.actions, actions),
  };
};

/** The stage each form is filled in at: where a state lets it be edited, or has an action that asks for it. */
const formStages = ({ workflow }: CompiledModule): Readonly<Record<string, string>> => {
  const found: Record<string, string> = {};
  for (const { stage, edit = [], on = {} } of Object.values(workflow.states)) {
    if (stage === undefined) continue;
    const actions = Object.keys(on).map((event) => workflow.actions[event.split('.')[0] ?? '']);
    const asked = actions.flatMap((action) => [
      action?.form,
      ...(action?.approval?.steps ?? []).map(({ form }) => form),
    ]);
    for (const form of [...edit.map((one) => one.form), ...asked]) if (form !== undefined) found[form] ??= stage;
  }
  return found;
};
