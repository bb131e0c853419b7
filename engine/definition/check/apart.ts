import type { Catalog, CompiledModule, Finding } from '../catalog.ts';
import { at, each, effectsOf, members } from '../walk.ts';
import { type Check, finding, moduleOf } from './check.ts';
import { meant } from './meant.ts';

/** Who is kept apart is kept from something there is: a group of duties, an assignment, a field that names a record. */
export const checkApart: Check = (catalog) => {
  const known = duties(catalog);
  return [...catalog.definitions.module.keys()].flatMap((key) => {
    const module = moduleOf(catalog, key);
    return module === undefined ? [] : checkModule(module, known);
  });
};

interface Known {
  readonly groups: ReadonlySet<string>;
  readonly assigned: ReadonlySet<string>;
}

const duties = (catalog: Catalog): Known => {
  const modules = [...catalog.definitions.module.keys()].flatMap((key) => moduleOf(catalog, key) ?? []);
  const actions = modules.flatMap(({ workflow }) => Object.values(workflow.actions));
  const groups = actions.flatMap(({ fourEyesGroup, approval }) => [
    fourEyesGroup,
    ...(approval?.steps ?? []).map((step) => step.fourEyesGroup),
  ]);
  const assigned = modules.flatMap(({ workflow }) =>
    effectsOf(workflow).flatMap(({ value }) => (value.type === 'assign' ? [value.as] : [])),
  );
  return { groups: new Set(groups.filter((one) => one !== undefined)), assigned: new Set(assigned) };
};

const checkModule = (module: CompiledModule, { groups, assigned }: Known): Finding[] => {
  const { workflow } = module;
  const rules = members('/actions', workflow.actions).flatMap(({ path, value }) => [
    ...each(`${path}/apart`, value.apart),
    ...each(`${path}/approval/steps`, value.approval?.steps).flatMap((step) =>
      each(`${step.path}/apart`, step.value.apart),
    ),
  ]);
  const names = (path: string, code: string, name: string | undefined, known: ReadonlySet<string>): Finding[] =>
    name === undefined || known.has(name) ? [] : [finding(workflow, path, code, { name, right: meant(name, known) })];
  return rules.flatMap(({ path, value }) => {
    const { group, record } = value;
    const type = record === undefined ? 'record' : module.fields.get(record)?.type;
    const place = at(`${path}/record`, record ?? '');
    return [
      ...names(`${path}/group`, 'people-apart-group', group, groups),
      ...names(`${path}/assigned`, 'people-apart-assigned', value.assigned, assigned),
      ...(type === 'record'
        ? []
        : [finding(workflow, place.path, 'people-apart-record', { field: place.value, type: type ?? '' })]),
    ];
  });
};
