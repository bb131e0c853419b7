import { treeOf } from '../../form/tree.ts';
import { accountFields, type ImportPlan, type PlannedColumn, planImport } from '../../import/plan.ts';
import { pointer } from '../../issue.ts';
import type { ImportDefinition } from '../../schema/types.gen.ts';
import type { Catalog, CompiledModule, Finding } from '../catalog.ts';
import { fullPath } from '../compile-module.ts';
import { at, each, members } from '../walk.ts';
import { type Check, finding, moduleOf } from './check.ts';
import { meant } from './meant.ts';

/** An import fills fields there are with what they can hold, and names states, columns and lists there are. */
export const checkImports: Check = (catalog) =>
  [...catalog.definitions.import.values()].flatMap((definition) => {
    const heads = checkHeads(definition);
    if (definition.target === '$account') return [...heads, ...checkAccount(definition)];
    const module = moduleOf(catalog, definition.target);
    if (module === undefined) return heads;
    const plan = planImport(catalog, definition);
    return [
      ...heads,
      ...checkTarget(catalog, definition, module),
      ...checkGoingOn(definition, module),
      ...checkFields(definition, module),
      ...each('/columns', plan.columns).flatMap(({ path, value }) =>
        checkColumn(catalog, { plan, module, path, value }),
      ),
      ...checkStates(definition, module),
      ...checkDates(plan),
      ...checkMatch(definition, module),
    ];
  });

/** Heads stand once each, and what is named elsewhere is among them. */
const checkHeads = (definition: ImportDefinition): Finding[] => {
  const heads = definition.columns.map(({ column }) => column);
  const { state, organization, created, numbering, values, parent } = definition;
  const named = [
    at('/state/column', state !== undefined && 'column' in state ? state.column : undefined),
    at('/organization/column', organization?.column),
    at('/created/column', created?.column),
    at('/parent/column', parent?.column),
    ...each('/numbering', numbering).map(({ path, value }) => at(`${path}/column`, value.column)),
    ...each('/values', values).flatMap(({ path, value }) =>
      [...(value.template ?? '').matchAll(/\{([^{}|]+)/g)].map(([, head]) => at(`${path}/template`, head)),
    ),
  ];
  return [
    ...each('/columns', definition.columns)
      .filter(({ value }, index) => heads.indexOf(value.column) !== index)
      .map(({ path, value }) => finding(definition, `${path}/column`, 'import-head-twice', { column: value.column })),
    ...named
      .filter(({ value }) => value !== undefined && !heads.includes(value))
      .map(({ path, value }) =>
        finding(definition, path, 'import-head-missing', { column: value, right: heads.join(', ') }),
      ),
  ];
};

const checkAccount = (definition: ImportDefinition): Finding[] => {
  const filled = definition.columns.filter(({ required }) => required === true).map(({ field }) => field);
  return [
    ...each('/columns', definition.columns)
      .filter(({ value: { field } }) => field !== undefined && !accountFields.includes(field))
      .map(({ path, value }) =>
        finding(definition, `${path}/field`, 'import-field-missing', {
          field: value.field,
          right: accountFields.join(', '),
        }),
      ),
    ...['username', 'name']
      .filter((field) => !filled.includes(field))
      .map((field) => finding(definition, '/columns', 'import-account-needs', { field })),
  ];
};

const checkTarget = (catalog: Catalog, definition: ImportDefinition, module: CompiledModule): Finding[] => {
  const { parent } = definition;
  const above = module.definition.parent?.module;
  if ((above === undefined) !== (parent === undefined)) {
    const code = above === undefined ? 'import-no-parent' : 'import-child';
    return [
      finding(definition, above === undefined ? '/parent' : '/target', code, { module: module.definition.title }),
    ];
  }
  const fields = moduleOf(catalog, above ?? '')?.fields;
  if (parent === undefined || fields === undefined || fields.has(parent.field)) return [];
  const right = meant(parent.field, fields.keys());
  return [finding(definition, '/parent/field', 'import-field-missing', { field: parent.field, right })];
};

/** Clocks start at dates there are, in states there are. */
const checkGoingOn = (definition: ImportDefinition, { fields, workflow }: CompiledModule): Finding[] => [
  ...each('/goOn/clocks', definition.goOn?.clocks).flatMap(({ path, value: { start, states = [] } }) => [
    ...(fields.has(start)
      ? []
      : [
          finding(definition, `${path}/start`, 'import-field-missing', {
            field: start,
            right: meant(start, fields.keys()),
          }),
        ]),
    ...states
      .filter((state) => workflow.states[state] === undefined)
      .map((state) =>
        finding(definition, `${path}/states`, 'import-state-missing', {
          state,
          right: meant(state, Object.keys(workflow.states)),
        }),
      ),
  ]),
  ...each('/match/fields', definition.match?.fields)
    .filter(({ value }) => !fields.has(value))
    .map(({ path, value }) =>
      finding(definition, path, 'import-field-missing', { field: value, right: meant(value, fields.keys()) }),
    ),
];

const checkFields = (definition: ImportDefinition, module: CompiledModule): Finding[] => {
  const places = [
    ...each('/columns', definition.columns),
    ...each('/values', definition.values),
    ...(definition.match === undefined ? [] : [at('/match', definition.match)]),
  ];
  return places.flatMap(({ path, value: { field } }) => {
    if (field === undefined) return [];
    const known = module.fields.get(field);
    if (known === undefined) {
      const right = meant(field, module.fields.keys());
      return [finding(definition, `${path}/field`, 'import-field-missing', { field, right })];
    }
    if (known.type === 'files') return [finding(definition, `${path}/field`, 'import-field-files', { field })];
    return isCalculated(module, field, known.form)
      ? [finding(definition, `${path}/field`, 'import-field-calculated', { field })]
      : [];
  });
};

const isCalculated = ({ forms }: CompiledModule, field: string, key: string | undefined): boolean => {
  const form = forms.get(key ?? '');
  return (
    form !== undefined &&
    treeOf(form.definition).nodes.some(
      ({ path, component }) =>
        fullPath(form.definition, path) === field && typeof component.calculateValue === 'object',
    )
  );
};

interface ColumnAt {
  readonly plan: ImportPlan;
  readonly module: CompiledModule;
  readonly path: string;
  readonly value: PlannedColumn;
}

const checkColumn = (catalog: Catalog, { plan, module, path, value }: ColumnAt): Finding[] => {
  const { column, codes, component, type } = value;
  const field = module.fields.get(column.field ?? '');
  if (field === undefined) return [];
  const found: Finding[] = [];
  const tell = (at: string, code: string, params: Readonly<Record<string, unknown>> = {}): void =>
    void found.push(finding(plan.definition, `${path}${at}`, code, params));
  if ((field.type === 'rows') !== (column.item !== undefined)) tell('/item', 'import-item', { field: column.field });
  else if (column.item !== undefined && component === undefined)
    tell('/item', 'import-field-missing', { field: `${column.field}.${column.item}`, right: '' });
  if (column.unit !== undefined && type !== 'money') tell('/unit', 'import-unit', { field: column.field });
  const listed = catalog.definitions.codes.get(codes ?? '')?.items.map(({ code }) => code);
  for (const { path: place, value: code } of members('/map', column.map))
    if (listed !== undefined && !listed.includes(code)) tell(place, 'import-map', { code, right: meant(code, listed) });
  return found;
};

const checkStates = (definition: ImportDefinition, { workflow }: CompiledModule): Finding[] => {
  const { state } = definition;
  if (state === undefined) return [];
  const named = 'literal' in state ? [at('/state/literal', state.literal)] : members('/state/map', state.map);
  const known = Object.keys(workflow.states);
  return named
    .filter(({ value }) => !known.includes(value))
    .map(({ path, value }) =>
      finding(definition, path, 'flow-state-missing', { state: value, right: meant(value, known) }),
    );
};

const checkDates = ({ definition, columns }: ImportPlan): Finding[] => {
  const { created } = definition;
  const type = columns.find(({ column }) => column.column === created?.column)?.type;
  return created === undefined || type === undefined || type === 'date'
    ? []
    : [finding(definition, `/created${pointer('column')}`, 'import-created', { column: created.column })];
};

/** Every row is looked up by it. */
const checkMatch = ({ match, ...definition }: ImportDefinition, { fields }: CompiledModule): Finding[] => {
  const field = fields.get(match?.field ?? '');
  if (match === undefined || field === undefined || field.index) return [];
  return [finding(definition, '/match/field', 'import-match-index', { field: match.field })];
};
