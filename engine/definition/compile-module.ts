import { factsOfAggregate } from '../aggregate/used-facts.ts';
import { compileForm } from '../form/compile.ts';
import { fieldsOf } from '../form/fields.ts';
import type { FieldInfo } from '../form/form.ts';
import type { CodesByKey } from '../form/value/value.ts';
import type { AggregateDefinition, FormDefinition, ModuleDefinition, WorkflowDefinition } from '../schema/types.gen.ts';
import type { CompiledModule, Definitions, ModuleField, ModuleForm } from './catalog.ts';
import { fieldTypesOf } from './field-type.ts';

/** undefined when the module, its workflow or one of its forms is missing. */
export const compileModule = (definitions: Definitions, key: string): CompiledModule | undefined => {
  const definition = definitions.module.get(key);
  const workflow = definition && definitions.workflow.get(definition.workflow);
  if (definition === undefined || workflow === undefined) return undefined;
  const forms = new Map<string, ModuleForm>();
  for (const name of formsNamed(definition, workflow)) {
    const form = definitions.form.get(name);
    if (form === undefined) return undefined;
    forms.set(name, prepare(form, definitions));
  }
  const aggregates = [...definitions.aggregate.values()].filter(({ source }) => source === key);
  return {
    definition,
    workflow,
    forms,
    fields: withAggregated(fieldsIn(definition, forms), aggregates),
    children: childrenOf(definitions, key),
    aggregates,
    codes: definitions.codes,
  };
};

/** The keys of all forms a module fills: its own list, then those only the workflow names. */
const formsNamed = (definition: ModuleDefinition, workflow: WorkflowDefinition): readonly string[] => {
  const actions = Object.values(workflow.actions).flatMap((action) => [
    action.form,
    ...(action.approval?.steps ?? []).map((step) => step.form),
    ...(action.correct?.forms ?? []),
  ]);
  const states = Object.values(workflow.states).flatMap((state) => (state.edit ?? []).map((edit) => edit.form));
  const named = [...definition.forms, definition.createForm, ...actions, ...states];
  return [...new Set(named.filter((name) => name !== undefined))];
};

/** Compiling a validator costs more than reading a form, and most forms of a module are not filled in a day. */
const prepare = (definition: FormDefinition, definitions: Definitions): ModuleForm => {
  let compiled: ModuleForm['compiled'] | undefined;
  return {
    definition,
    fields: fieldsOf(definition),
    get compiled() {
      compiled ??= compileForm(definition, { codes: codesOf(definitions) });
      return compiled;
    },
  };
};

/** The codes of a list, each list read once for all forms of a catalog. */
const codesOf = (definitions: Definitions): CodesByKey => {
  const ready = codeSets.get(definitions.codes) ?? new Map<string, ReadonlySet<string>>();
  codeSets.set(definitions.codes, ready);
  return (key) => {
    const list = definitions.codes.get(key);
    if (list === undefined || ready.has(key)) return ready.get(key);
    const codes = new Set(list.items.map((item) => item.code));
    ready.set(key, codes);
    return codes;
  };
};

const codeSets = new WeakMap<Definitions['codes'], Map<string, ReadonlySet<string>>>();

const fieldsIn = (
  module: ModuleDefinition,
  forms: ReadonlyMap<string, ModuleForm>,
): ReadonlyMap<string, ModuleField> => {
  const fields = new Map<string, ModuleField>();
  for (const [key, form] of forms) {
    const types = fieldTypesOf(form.definition);
    for (const info of form.fields) {
      if (info.inGrid) continue;
      const path = fullPath(form.definition, info.path);
      const type = types.get(info.path) ?? 'text';
      const longest = longestOf(info, fields.get(path));
      fields.set(path, {
        ...optional(info),
        ...(longest === undefined ? {} : { longest }),
        type,
        title: info.title,
        list: info.list,
        query: info.query,
        index: info.index,
        form: key,
      });
    }
  }
  for (const own of module.fields ?? []) {
    const { field, list = false, query = false, index = false, stored: _stored, ...rest } = own;
    fields.set(field, { ...rest, list, query, index });
  }
  return withListed(module, fields);
};

/** A field that several forms fill is as long as the longest of them lets it be. */
const longestOf = ({ longest }: FieldInfo, earlier: ModuleField | undefined): number | undefined => {
  if (longest === undefined || earlier === undefined) return longest;
  return earlier.longest === undefined ? undefined : Math.max(longest, earlier.longest);
};

/** What the lists of the module show, ask or order by needs a column, whether or not its form says so. */
const withListed = (module: ModuleDefinition, fields: Map<string, ModuleField>): ReadonlyMap<string, ModuleField> => {
  const { columns, query, indexes = [], sort } = module.list;
  const mark = (path: string, flag: 'list' | 'query' | 'index') => {
    const field = fields.get(path);
    if (field !== undefined) fields.set(path, { ...field, [flag]: true });
  };
  for (const path of columns) mark(path, 'list');
  for (const path of query) mark(path, 'query');
  for (const path of indexes.flat()) mark(path.replace(/^-/, ''), 'index');
  if (sort !== undefined) mark(sort.replace(/^-/, ''), 'list');
  return fields;
};

/** What aggregates read needs a column, too. */
const withAggregated = (
  fields: ReadonlyMap<string, ModuleField>,
  aggregates: readonly AggregateDefinition[],
): ReadonlyMap<string, ModuleField> => {
  const used = new Set(aggregates.flatMap((aggregate) => [...factsOfAggregate(aggregate)]));
  return used.size === 0
    ? fields
    : new Map([...fields].map(([path, field]) => [path, used.has(path) ? { ...field, aggregated: true } : field]));
};

const optional = (info: ModuleForm['fields'][number]): Pick<ModuleField, 'codes' | 'sensitivity' | 'mask'> => ({
  ...(info.codes === undefined ? {} : { codes: info.codes }),
  ...(info.sensitivity === 'personal' || info.sensitivity === 'secret' ? { sensitivity: info.sensitivity } : {}),
  ...(info.mask === undefined ? {} : { mask: info.mask }),
});

/** The path of a form's field in the data of the record. */
export const fullPath = (form: Pick<FormDefinition, 'into'>, path: string): string =>
  form.into === undefined ? path : `${form.into}.${path}`;

const childrenOf = (definitions: Definitions, key: string): string[] =>
  [...definitions.module.values()].filter((module) => module.parent?.module === key).map((module) => module.key);
