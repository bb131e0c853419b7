import { fieldsOf } from '../form/fields.ts';
import type { DocumentDefinition, FieldType, FormDefinition, Title } from '../schema/types.gen.ts';
import type { Catalog, CompiledModule } from './catalog.ts';
import { fullPath } from './compile-module.ts';
import { fieldTypesOf } from './field-type.ts';

/** Something a template of a document may print. */
export interface TemplateField {
  /** In the view; items of lists are `*`: `children.goods.*.name`. */
  readonly path: string;
  /** Absent for what every document has; the interface knows what that is called. */
  readonly title?: Title;
  readonly type: FieldType;
  /** The list its codes are of. */
  readonly codes?: string;
  /** Typed as several lines. */
  readonly long?: true;
  /** What it belongs to: a module, a form, an approval; absent for what every document has. */
  readonly group?: Title;
}

const everywhere: readonly TemplateField[] = [
  ...['number', 'title', 'copies'].map((name) => ({ path: `doc.${name}`, type: 'text' as const })),
  { path: 'doc.date', type: 'date' },
  { path: 'now', type: 'instant' },
];

/** What the texts of the pack read of organizations: their profile has no schema. */
const organizationFields = ({ texts }: Catalog): TemplateField[] => {
  const names = [...texts.values()].flatMap((text) =>
    [...text.matchAll(/\borganization\.(\w+)/g)].map(([, name]) => name),
  );
  return [...new Set(['name', ...names])].map((name) => ({ path: `organization.${name}`, type: 'text' }));
};

const formFields = (form: FormDefinition, group: Title): TemplateField[] => {
  const types = fieldTypesOf(form);
  return fieldsOf(form).map(({ path, title, codes, type }) => ({
    path: fullPath(form, path),
    title,
    type: types.get(path) ?? 'text',
    group,
    ...(codes !== undefined && { codes }),
    ...(type === 'textarea' && { long: true as const }),
  }));
};

const moduleFields = (module: CompiledModule): TemplateField[] => {
  const group = module.definition.title;
  const filled = [...module.forms.values()].flatMap(({ definition }) => formFields(definition, group));
  const written = [...module.fields].flatMap(([path, { form, type, title, codes }]) =>
    form === undefined ? [{ path, title, type, group, ...(codes !== undefined && { codes }) }] : [],
  );
  return [...filled, ...written];
};

const under = (prefix: string, fields: readonly TemplateField[]): TemplateField[] =>
  fields.map((field) => ({ ...field, path: `${prefix}.${field.path}` }));

/** Fields without titles of one thing, by name and type. */
const plain = (
  prefix: string,
  group: Title | undefined,
  fields: Readonly<Record<string, FieldType>>,
): TemplateField[] =>
  Object.entries(fields).map(([name, type]) => ({ path: `${prefix}.${name}`, type, ...(group && { group }) }));

const issued = { number: 'text', title: 'text', issuedAt: 'instant', servedAt: 'date' } as const;
const signed = { title: 'text', person: 'text', opinion: 'text', at: 'instant' } as const;
const counted = { start: 'date', due: 'date' } as const;

const moduleOf = (catalog: Catalog, key: string | undefined): CompiledModule | undefined =>
  key !== undefined && catalog.definitions.module.has(key) ? catalog.module(key) : undefined;

const approvalTitle = (modules: readonly (CompiledModule | undefined)[], action: string): Title =>
  modules.map((module) => module?.workflow.actions[action]?.title).find(Boolean) ?? { zh: action };

const asked = (catalog: Catalog, document: DocumentDefinition): TemplateField[] => {
  const { definitions } = catalog;
  const { view } = document;
  const modules = [moduleOf(catalog, document.record), moduleOf(catalog, document.subject)];
  return [
    ...(view?.children ?? []).flatMap((key) => {
      const child = moduleOf(catalog, key);
      return child === undefined ? [] : under(`children.${key}.*`, moduleFields(child));
    }),
    ...(view?.documents ?? []).flatMap((key) =>
      plain(`documents.${key}.*`, definitions.document.get(key)?.title ?? { zh: key }, issued),
    ),
    ...(view?.approvals ?? []).flatMap((key) => plain(`approvals.${key}.*`, approvalTitle(modules, key), signed)),
    ...(view?.clocks ?? []).flatMap((key) =>
      plain(`clocks.${key}`, definitions.deadline.get(key)?.title ?? { zh: key }, counted),
    ),
    ...Object.entries(view?.parameters ?? {}).flatMap(([name, source]) => {
      const parameter = definitions.parameter.get(source.split('@')[0] ?? '');
      const type = parameter?.type === 'money' ? ('money' as const) : ('text' as const);
      return [{ path: `parameters.${name}`, title: parameter?.title ?? { zh: name }, type }];
    }),
    ...Object.entries(view?.dues ?? {}).map(([name, source]) => ({
      path: `dues.${name}`,
      title: definitions.deadline.get(source.split('@')[0] ?? '')?.title ?? { zh: name },
      type: 'date' as const,
    })),
  ];
};

/** Everything that a template of the document may print, by what people call it; each path once. */
export const templateFields = (catalog: Catalog, document: DocumentDefinition): readonly TemplateField[] => {
  const record = moduleOf(catalog, document.record);
  const subject = moduleOf(catalog, document.subject);
  const form = catalog.definitions.form.get(document.form ?? '');
  const all = [
    ...(record === undefined ? [] : under('record', moduleFields(record))),
    ...(subject === undefined ? [] : under('subject', moduleFields(subject))),
    ...(form === undefined ? [] : under('doc.data', formFields(form, form.title))),
    ...asked(catalog, document),
    ...organizationFields(catalog),
    ...everywhere,
  ];
  return [...new Map(all.reverse().map((field) => [field.path, field])).values()].reverse();
};
