import type { Catalog } from '#engine/definition/catalog.ts';
import type { RoleDefinition, Title, Who } from '#engine/schema/types.gen.ts';
import { newComponent, palette, retitled } from '../form-editor/palette.ts';
import type { StarterItem } from './starters.ts';

/** What may be filled in: the plainest entries of the form editor's palette. */
export const fieldKinds = ['text', 'longText', 'integer', 'money', 'date', 'checkbox'] as const;
export type FieldKind = (typeof fieldKinds)[number];

export interface FieldWish {
  readonly title: string;
  readonly kind: FieldKind;
  readonly required: boolean;
}

/** A state; of all but the last one what leads on from it, and who takes that. */
export interface StateWish {
  readonly title: string;
  readonly action: string;
  readonly who: readonly Who[];
}

/** A whole module as a person asks for it, in words. */
export interface ModuleWish {
  readonly key: string;
  readonly title: Title;
  readonly group: Title;
  readonly fields: readonly FieldWish[];
  readonly states: readonly StateWish[];
  /** The title of the paper that is issued in the last state; empty for none. */
  readonly paper: string;
  /** Roles that file and handle its records, and those that read them. */
  readonly working: readonly string[];
  readonly reading: readonly string[];
}

const handling = ['read', 'create', 'update', 'delete', 'act', 'export', 'documents', 'files'] as const;
const fieldKey = (index: number): string => `field${index + 1}`;
const stateKey = (index: number): string => `state${index + 1}`;
const actionKey = (index: number): string => `action${index + 1}`;

/** The definitions of a module, those that others name first; roles that exist are widened by it. */
export const moduleItems = (wish: ModuleWish, catalog: Catalog): readonly StarterItem[] => {
  const { key, title } = wish;
  const own = (kind: string, rest: object): StarterItem => ({
    kind,
    key,
    content: { kind, key, module: key, title, ...rest },
  });
  return [
    own('form', { components: wish.fields.map(componentOf) }),
    ...(wish.paper === '' ? [] : paperOf(wish, catalog)),
    own('workflow', workflowOf(wish)),
    ...rolesOf(wish, catalog),
    own('module', moduleOf(wish, catalog)),
  ];
};

const entries = palette.flatMap((group) => group.entries);

const componentOf = (field: FieldWish, index: number): object => {
  const entry = entries.find(({ name }) => name === field.kind);
  if (entry === undefined) return {};
  const title = { zh: field.title };
  const made = newComponent(
    entry,
    () => fieldKey(index),
    () => title,
  );
  const shown = retitled(made, title);
  const listed = field.kind !== 'longText';
  return {
    ...shown,
    meta: { ...(shown.meta as object), ...(listed && { list: true, query: true }) },
    ...(field.required && { validate: { ...(shown.validate as object | undefined), required: true } }),
  };
};

const workflowOf = ({ key, states, paper }: ModuleWish): object => {
  const last = states.length - 1;
  const documents = paper === '' ? {} : { documents: [key] };
  return {
    initial: stateKey(0),
    states: Object.fromEntries(
      states.map(({ title }, index) => [
        stateKey(index),
        {
          title: { zh: title },
          class: index === last ? 'terminal' : index === 0 ? 'editable' : 'locked',
          ...(index === 0 && { edit: [{ form: key, who: [{ author: true }] }] }),
          ...(index === last ? documents : { on: { [actionKey(index)]: [{ target: stateKey(index + 1) }] } }),
        },
      ]),
    ),
    actions: Object.fromEntries(
      states.slice(0, last).map(({ action, who }, index) => [actionKey(index), { title: { zh: action }, who }]),
    ),
  };
};

const printed: Readonly<Record<FieldKind, (path: string) => string>> = {
  text: (path) => `{{${path}}}`,
  longText: (path) => `{{lines ${path}}}`,
  integer: (path) => `{{${path}}}`,
  money: (path) => `{{money ${path}}}`,
  date: (path) => `{{cnDate ${path}}}`,
  checkbox: (path) => `{{#if ${path}}}\u2713{{/if}}`,
};

/** A paper with a row for each field. */
const paperOf = ({ key, fields, paper }: ModuleWish, catalog: Catalog): StarterItem[] => {
  const rows = fields.map(
    ({ title, kind }, index) => `<tr><th>${title}</th><td>${printed[kind](`record.${fieldKey(index)}`)}</td></tr>\n`,
  );
  const styles = [...catalog.texts.keys()].flatMap((file) => /^templates\/styles\/(.+)\.css$/.exec(file)?.[1] ?? []);
  const author = [{ author: true }];
  const style = styles.find((name) => name === 'table') ?? styles[0];
  return [
    {
      kind: 'template',
      key: `${key}/${key}`,
      content: `<h1>{{organization.name}}</h1>\n<h1>${paper}</h1>\n<table>\n${rows.join('')}</table>\n`,
    },
    {
      kind: 'document',
      key,
      content: {
        kind: 'document',
        key,
        module: key,
        title: { zh: paper },
        record: key,
        template: `${key}/${key}`,
        style,
        prepare: author,
        issue: author,
      },
    },
  ];
};

const rolesOf = ({ key, working, reading }: ModuleWish, catalog: Catalog): StarterItem[] =>
  [...new Set([...working, ...reading])].flatMap((name): StarterItem[] => {
    const role = catalog.definitions.role.get(name);
    if (role === undefined) return [];
    const operations: RoleDefinition['grants'][number]['operations'] = working.includes(name)
      ? [...handling]
      : ['read'];
    const grants = [...role.grants, { module: key, operations, scope: 'organization' as const }];
    return [{ kind: 'role', key: name, content: { ...role, grants } }];
  });

const moduleOf = ({ key, group, fields }: ModuleWish, catalog: Catalog): object => {
  const orders = [...catalog.definitions.module.values()].map(({ menu }) => menu?.order ?? 0);
  const columns = fields.flatMap(({ kind }, index) => (kind === 'longText' ? [] : [fieldKey(index)]));
  return {
    menu: { group, order: 1 + Math.max(0, ...orders) },
    workflow: key,
    createForm: key,
    forms: [key],
    titleField: fieldKey(0),
    list: { columns: [...columns, '$state', '$created'], query: columns, sort: '-$created' },
    operations: ['read', 'create', 'update', 'delete', 'export', 'documents', 'files'],
  };
};

export type WishFault = 'title' | 'key' | 'taken' | 'group' | 'fields' | 'states' | 'actions' | 'roles';

const keyShape = /^[a-z][A-Za-z0-9]*$/;
const empty = (text: string): boolean => text.trim() === '';

/** What is missing before the module can be made. */
export const faultsOfWish = (wish: ModuleWish, catalog: Catalog): readonly WishFault[] => {
  const { module, form, workflow, document } = catalog.definitions;
  const taken = [module, form, workflow, document].some((known: ReadonlyMap<string, unknown>) => known.has(wish.key));
  const ways = wish.states.slice(0, -1);
  const checks: readonly (readonly [WishFault, boolean])[] = [
    ['title', empty(wish.title.zh)],
    ['key', !keyShape.test(wish.key)],
    ['taken', taken],
    ['group', empty(wish.group.zh)],
    ['fields', wish.fields.length === 0 || wish.fields.some(({ title }) => empty(title))],
    ['states', wish.states.length < 2 || wish.states.some(({ title }) => empty(title))],
    ['actions', ways.some(({ action, who }) => empty(action) || who.length === 0)],
    ['roles', wish.working.length === 0],
  ];
  return checks.flatMap(([fault, holds]) => (holds ? [fault] : []));
};
