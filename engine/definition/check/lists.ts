import type { ReportDefinition, ViewDefinition } from '../../schema/types.gen.ts';
import type { Catalog, CompiledModule, Finding } from '../catalog.ts';
import { systemFacts } from '../facts.ts';
import type { AnyDefinition } from '../kinds.ts';
import { type At, at, each } from '../walk.ts';
import { type Check, finding, moduleOf } from './check.ts';
import { meant } from './meant.ts';

/** Columns, query conditions, indexes, reports and views name fields the module has. */
export const checkLists: Check = (catalog) => [
  ...[...catalog.definitions.module.keys()].flatMap((key) => {
    const module = moduleOf(catalog, key);
    return module === undefined ? [] : checkModule(catalog, module);
  }),
  ...[...catalog.definitions.report.values()].flatMap((report) => {
    const module = moduleOf(catalog, report.record);
    return module === undefined ? [] : checkReport(report, module);
  }),
  ...[...catalog.definitions.view.values()].flatMap((view) => {
    const module = moduleOf(catalog, view.record);
    return module === undefined ? [] : [...checkView(view, module), ...viewActions(view, module)];
  }),
];

const checkModule = (catalog: Catalog, module: CompiledModule): Finding[] => {
  const { definition } = module;
  const regime = definition.regimeDate;
  return [
    ...checkModuleList(definition, module),
    ...fieldFaults(definition, module, [at('/titleField', definition.titleField)]),
    ...openNumberFaults(module),
    ...(regime === undefined ? [] : dateFaults(definition, module, at('/regimeDate', regime))),
    ...fieldFaults(
      definition,
      module,
      definition.regimeField === undefined ? [] : [at('/regimeField', definition.regimeField)],
    ),
    ...parentStates(catalog, module),
    ...doubled(module),
    ...datedFaults(module),
    ...searchFaults(module),
  ];
};

/** What everybody may be told is plain text. */
const openNumberFaults = (module: CompiledModule): Finding[] => {
  const { definition, fields } = module;
  const name = definition.openNumber;
  if (name === undefined) return [];
  const field = fields.get(name);
  if (field === undefined) return fieldFaults(definition, module, [at('/openNumber', name)]);
  if (field.type === 'text' && field.sensitivity === undefined) return [];
  const type = field.sensitivity ?? field.type;
  return [finding(definition, '/openNumber', 'field-type', { field: name, type, right: 'text' })];
};

/** Words are looked for in text, and never in what is sealed: an index would tell it. */
const searchFaults = ({ definition, fields }: CompiledModule): Finding[] =>
  each('/list/search', definition.list.search).flatMap(({ path, value }) => {
    const field = fields.get(value);
    if (field === undefined) return [];
    if (field.sensitivity === 'secret') return [finding(definition, path, 'module-search-secret', { field: value })];
    if (field.type === 'text') return [];
    return [finding(definition, path, 'field-type', { field: value, type: field.type, right: 'text' })];
  });

/** Faults of the lists of a module against one compiled module, which may be a pinned one. */
export const checkModuleList = (definition: CompiledModule['definition'], module: CompiledModule): Finding[] => {
  const { columns, query, search, sort, indexes } = definition.list;
  return fieldFaults(definition, module, [
    ...each('/list/columns', columns),
    ...each('/list/query', query),
    ...each('/list/search', search),
    ...each('/list/indexes', indexes).flatMap((index) => each(index.path, index.value)),
    ...each('/summary', definition.summary),
    ...each('/unique', definition.unique).flatMap((rule) => each(`${rule.path}/fields`, rule.value.fields)),
    ...(sort === undefined ? [] : [at('/list/sort', sort)]),
  ]);
};

const plain = (name: string): string => name.replace(/^-/, '');

const fieldFaults = (definition: AnyDefinition, module: CompiledModule, places: readonly At<string>[]): Finding[] => {
  const known = [...Object.keys(systemFacts), ...module.fields.keys()];
  return places
    .filter(({ value }) => !known.includes(plain(value)))
    .map(({ path, value }) =>
      finding(definition, path, 'field-missing', {
        field: plain(value),
        module: module.definition.title,
        right: meant(plain(value), known),
      }),
    );
};

const dateFaults = (definition: AnyDefinition, module: CompiledModule, place: At<string>): Finding[] => {
  const type = module.fields.get(place.value)?.type ?? systemFacts[place.value];
  if (type === undefined) return fieldFaults(definition, module, [place]);
  if (type === 'date' || type === 'instant' || place.value === '$due') return [];
  return [finding(definition, place.path, 'field-type', { field: place.value, type, right: 'date, instant' })];
};

const parentStates = (catalog: Catalog, { definition }: CompiledModule): Finding[] => {
  const parent = moduleOf(catalog, definition.parent?.module);
  if (parent === undefined) return [];
  const states = Object.keys(parent.workflow.states);
  return each('/parent/states', definition.parent?.states)
    .filter(({ value }) => !states.includes(value))
    .map(({ path, value }) =>
      finding(definition, path, 'flow-state-missing', { state: value, right: meant(value, states) }),
    );
};

/** What is kept of a field that flips lies outside the record, so that it may hold no secret. */
const datedFaults = (module: CompiledModule): Finding[] =>
  each('/dated', module.definition.dated).flatMap(({ path, value }) => [
    ...fieldFaults(module.definition, module, [at(`${path}/field`, value.field)]),
    ...(module.fields.get(value.field)?.sensitivity === undefined
      ? []
      : [finding(module.definition, `${path}/field`, 'module-dated-secret', { field: value.field })]),
    ...dateFaults(module.definition, module, at(`${path}/from`, value.from)),
  ]);

/** Two forms may fill one field only when they mean the same by it. */
const doubled = (module: CompiledModule): Finding[] =>
  (module.definition.fields ?? []).flatMap((own, index) => {
    const type = module.fields.get(own.field)?.type;
    const inForm = [...module.forms.values()].some((form) =>
      form.fields.some(
        (info) => !info.inGrid && [form.definition.into, info.path].filter(Boolean).join('.') === own.field,
      ),
    );
    return inForm && type !== own.type
      ? [
          finding(module.definition, `/fields/${index}/type`, 'field-type', {
            field: own.field,
            type: own.type,
            right: type,
          }),
        ]
      : [];
  });

/** Faults of the fields of a view against one compiled module, which may be a pinned one. */
export const checkView = (view: ViewDefinition, module: CompiledModule): Finding[] =>
  fieldFaults(view, module, [
    ...each('/columns', view.columns),
    ...each('/query', view.query),
    ...(view.sort === undefined ? [] : [at('/sort', view.sort)]),
  ]);

const viewActions = (view: ViewDefinition, { workflow }: CompiledModule): Finding[] => {
  const actions = Object.keys(workflow.actions);
  return each('/actions', view.actions)
    .filter(({ value }) => !actions.includes(value))
    .map(({ path, value }) =>
      finding(view, path, 'flow-action-missing', { action: value, right: meant(value, actions) }),
    );
};

const summed = new Set(['integer', 'decimal', 'money']);

/** Faults of a report against one compiled module, which may be a pinned one. */
export const checkReport = (report: ReportDefinition, module: CompiledModule): Finding[] => [
  ...fieldFaults(report, module, [
    at('/groupBy', report.groupBy),
    ...each('/groups', report.groups).map(({ path, value }) => at(`${path}/field`, value.field)),
    ...each('/filters', report.filters),
  ]),
  ...(report.dateField === undefined ? [] : dateFaults(report, module, at('/dateField', report.dateField))),
  ...each('/measures', report.measures).flatMap((measure) => measureFaults(report, module, measure)),
];

type Measure = ReportDefinition['measures'][number];

const measureFaults = (report: ReportDefinition, module: CompiledModule, { path, value }: At<Measure>): Finding[] => {
  const { dateField } = value;
  return [
    ...(dateField === undefined ? [] : dateFaults(report, module, at(`${path}/dateField`, dateField))),
    ...(value.function === 'sum' ? sumFaults(report, module, at(path, value)) : []),
    ...needed(report, at(path, value)),
    ...(value.function === 'days' ? [value.from, value.to] : []).flatMap((field, index) =>
      field === undefined ? [] : dateFaults(report, module, at(`${path}/${index === 0 ? 'from' : 'to'}`, field)),
    ),
    ...(value.function === 'ratio' ? ratioFaults(report, at(path, value)) : []),
    ...(value.function === 'total' ? totalFaults(report, at(path, value)) : []),
    ...(value.standing === undefined
      ? []
      : (['from', 'to'] as const).flatMap((edge) =>
          dateFaults(report, module, at(`${path}/standing/${edge}`, value.standing?.[edge] ?? '')),
        )),
    ...(value.again === undefined ? [] : fieldFaults(report, module, [at(`${path}/again/by`, value.again.by)])),
  ];
};

const sumFaults = (report: ReportDefinition, module: CompiledModule, { path, value }: At<Measure>): Finding[] => {
  if (value.field === undefined) return [finding(report, path, 'report-sum-without-field', { measure: value.title })];
  const type = module.fields.get(value.field)?.type;
  if (type === undefined) return fieldFaults(report, module, [at(`${path}/field`, value.field)]);
  return summed.has(type)
    ? []
    : [finding(report, `${path}/field`, 'field-type', { field: value.field, type, right: [...summed].join(', ') })];
};

const needs = { days: ['from', 'to'], ratio: ['of', 'per'], total: ['plus'], count: [], sum: [] } as const;

const needed = (report: ReportDefinition, { path, value }: At<Measure>): Finding[] =>
  needs[value.function]
    .filter((member) => value[member] === undefined)
    .map((member) => finding(report, path, 'report-measure-incomplete', { measure: value.title, right: member }));

/** A total is of counts and sums. */
const totalFaults = (report: ReportDefinition, { path, value }: At<Measure>): Finding[] => {
  const keys = report.measures.flatMap(({ key, function: name }) => (name === 'count' || name === 'sum' ? [key] : []));
  return [...each(`${path}/plus`, value.plus), ...each(`${path}/minus`, value.minus)]
    .filter((part) => !keys.includes(part.value))
    .map((part) =>
      finding(report, part.path, 'report-measure-missing', { measure: part.value, right: meant(part.value, keys) }),
    );
};

/** A ratio is of counts and sums, and totals of them. */
const ratioFaults = (report: ReportDefinition, { path, value }: At<Measure>): Finding[] => {
  const plain = report.measures.filter((one) => one.function !== 'ratio' && one.function !== 'days');
  const keys = plain.map(({ key }) => key);
  return (['of', 'per'] as const).flatMap((member) => {
    const key = value[member];
    return key === undefined || keys.includes(key)
      ? []
      : [finding(report, `${path}/${member}`, 'report-measure-missing', { measure: key, right: meant(key, keys) })];
  });
};
