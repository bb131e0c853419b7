import type { ModuleDefinition, RoleDefinition, Who, WorkflowAction } from '../../schema/types.gen.ts';
import type { Catalog, CompiledModule, Finding } from '../catalog.ts';
import { type At, at, each, effectsOf, members, whoOf } from '../walk.ts';
import { type Check, finding, moduleOf } from './check.ts';
import { meant } from './meant.ts';

/** Everything that can be done can be done by somebody, and grants limited to states name states there are. */
export const checkPeople: Check = (catalog) => [
  ...[...catalog.definitions.module.keys()].flatMap((key) => {
    const module = moduleOf(catalog, key);
    return module === undefined
      ? []
      : [...checkActions(module), ...checkAssigned(catalog, module), ...checkGrants(catalog, module.definition)];
  }),
  ...[...catalog.definitions.role.values()].flatMap((role) =>
    each('/grants', role.grants).flatMap(({ path, value }) => checkGrantedStates(catalog, role, at(path, value))),
  ),
];

type Grant = RoleDefinition['grants'][number];

const checkGrantedStates = (catalog: Catalog, role: RoleDefinition, { path, value }: At<Grant>): Finding[] => {
  const states = Object.keys(moduleOf(catalog, value.module)?.workflow.states ?? {});
  return each(`${path}/states`, value.states)
    .filter((state) => !states.includes(state.value))
    .map((state) =>
      finding(role, state.path, 'flow-state-missing', { state: state.value, right: meant(state.value, states) }),
    );
};

const checkActions = (module: CompiledModule): Finding[] =>
  members('/actions', module.workflow.actions)
    .filter(({ value }) => nobody(value))
    .map(({ key, path, value }) =>
      finding(module.workflow, path, 'people-nobody', { action: key, title: value.title }),
    );

/** An approval that starts by itself needs no starter: its steps name who acts. */
const nobody = (action: WorkflowAction): boolean =>
  (action.who ?? []).length === 0 && action.approval?.start !== 'enter' && action.machine !== true;

const above = (catalog: Catalog, { definition }: CompiledModule): readonly CompiledModule[] => {
  const parent = moduleOf(catalog, definition.parent?.module);
  return parent === undefined || parent.definition.key === definition.key ? [] : [parent, ...above(catalog, parent)];
};

/** Assignments the workflow of the module, or of one above, makes; others are never held by anyone. */
const checkAssigned = (catalog: Catalog, module: CompiledModule): Finding[] => {
  const made = new Set(
    [module, ...above(catalog, module), ...below(catalog, module)].flatMap(({ workflow }) =>
      effectsOf(workflow).flatMap(({ value }) => (value.type === 'assign' ? [value.as] : [])),
    ),
  );
  return whoOf(module.workflow).flatMap(({ path, value }) =>
    unheld(value, made).map(({ who, index }) =>
      finding(module.workflow, `${path}/${index}/assigned`, 'people-never-assigned', {
        assigned: who.assigned,
        right: [...made].join(', '),
      }),
    ),
  );
};

const below = (catalog: Catalog, module: CompiledModule): CompiledModule[] =>
  module.children.map((key) => moduleOf(catalog, key)).filter((child) => child !== undefined);

/** `author` is held by whoever made the record, without an effect. */
const unheld = (who: readonly Who[], made: ReadonlySet<string>): { who: Who; index: number }[] =>
  who
    .map((one, index) => ({ who: one, index }))
    .filter(({ who: { assigned } }) => assigned !== undefined && assigned !== 'author' && !made.has(assigned));

/** A module nobody was granted is unreachable for every level. */
const checkGrants = (catalog: Catalog, module: ModuleDefinition): Finding[] => {
  const grants = [...catalog.definitions.role.values()].flatMap((role) => role.grants);
  if (grants.length === 0) return [];
  const wanted = [
    ...module.operations.filter((operation) => operation === 'read' || operation === 'create'),
    'act' as const,
  ];
  return wanted
    .filter(
      (operation) =>
        !grants.some((grant) => [module.key, '*'].includes(grant.module) && grant.operations.includes(operation)),
    )
    .map((operation) => finding(module, '/operations', 'people-not-granted', { operation, title: module.title }));
};
