import type { Operation } from '#engine/access/allowed.ts';
import type { FactTypes } from '#engine/condition/condition.ts';
import { systemFacts } from '#engine/definition/facts.ts';
import { problem } from '#engine/problem.ts';
import type { ViewDefinition } from '#engine/schema/types.gen.ts';
import { fits } from '#engine/workflow/fits.ts';
import type { Context } from '../command/context.ts';
import { reachesAny, scopeOf } from '../storage/scope.ts';
import { dossiersKeeping, dossiersOf } from './dossier/reach-dossier.ts';
import { listImports } from './import/list-imports.ts';

const may = (context: Context, module: string, operation: Operation): boolean =>
  reachesAny(scopeOf(context.catalog.definitions.role, context.actor, module, operation));

const holds = ({ actor }: Context, { posts }: ViewDefinition): boolean =>
  posts === undefined || actor.posts.some(({ post }) => posts.includes(post));

const inOrder = (a: ViewDefinition, b: ViewDefinition): number => (a.order ?? 999) - (b.order ?? 999);

const viewsOf = ({ catalog }: Context, module: string): ViewDefinition[] =>
  [...catalog.definitions.view.values()].filter(({ record }) => record === module).sort(inOrder);

/** The views in this actor's menu below the module they belong to; their records may be those of a child. */
const menuViews = (context: Context, module: string) =>
  [...context.catalog.definitions.view.values()]
    .filter((view) => view.module === module && view.order !== undefined && view.tab !== true)
    .filter((view) => holds(context, view) && may(context, view.record, 'read'))
    .sort(inOrder)
    .map(({ key, title, record }) => ({ key, title, record }));

/** The modules this actor may read, as the menu shows them, and those he only registers for. */
export const listModules = (context: Context) =>
  [...context.catalog.definitions.module.values()]
    .filter(({ key, parent }) => may(context, key, 'read') || (parent === undefined && mayRegister(context, key)))
    .map(({ key, title, menu, parent, operations }) => ({
      key,
      title,
      menu: menu ?? null,
      parent: parent?.module ?? null,
      views: may(context, key, 'read') ? menuViews(context, key) : [],
      operations: operations.filter((operation) => may(context, key, operation)),
    }))
    .sort((a, b) => (a.menu?.order ?? 999) - (b.menu?.order ?? 999));

/** A due moment is a day or an instant, which order among each other; people ask for days. */
const systemTypes: FactTypes = { ...systemFacts, $due: 'instant' };

type Described = ReturnType<Context['catalog']['module']>;

/** Fields as screens show them; system fields have no title of their own. */
export const columns = ({ fields }: Described, names: readonly string[]) =>
  names.map((name) => {
    const field = fields.get(name);
    const type = field?.type ?? systemTypes[name] ?? 'text';
    return { field: name, type, title: field?.title ?? null, codes: field?.codes ?? null };
  });

/** The views of a module, with columns and conditions of their own where they have them. */
const describedViews = (context: Context, module: Described) =>
  viewsOf(context, module.definition.key).map((view) => ({
    key: view.key,
    title: view.title,
    help: view.help ?? null,
    columns: columns(module, view.columns ?? module.definition.list.columns),
    query: columns(module, [...new Set([...(view.query ?? []), ...module.definition.list.query])]),
    sort: view.sort ?? module.definition.list.sort ?? '-$modified',
    actions: view.actions ?? [],
    create: view.create ?? false,
    tab: view.tab === true && holds(context, view),
  }));

/** What of a description belongs to the forms and the workflow, which a record pins. */
export const pinnedParts = ({ workflow, forms, fields }: Described) => ({
  fields: [...fields].map(([name, { type, title, list, query, codes = null, form = null }]) => ({
    field: name,
    type,
    title,
    list,
    query,
    codes,
    form,
  })),
  forms: Object.fromEntries([...forms].map(([name, form]) => [name, form.definition])),
  stages: workflow.stages ?? [],
  states: Object.fromEntries(
    Object.entries(workflow.states).map(([name, state]) => [
      name,
      {
        title: state.title,
        class: state.class,
        stage: state.stage ?? null,
        documents: state.documents ?? [],
        actions: [...new Set(Object.keys(state.on ?? {}).map((event) => event.split('.')[0] ?? event))],
      },
    ]),
  ),
  actions: Object.fromEntries(
    Object.entries(workflow.actions).map(([name, { title, form = null, correct }]) => [
      name,
      { title, form, corrects: correct !== undefined },
    ]),
  ),
});

/** Documents that are printed for volumes alone, and prepared by nobody. */
const ofVolumes = ({ catalog }: Context): ReadonlySet<string | undefined> =>
  new Set(
    [...catalog.definitions.dossier.values()].flatMap(({ volumes }) =>
      volumes.flatMap(({ cover, index, note, photos, media, parts }) => [
        ...[cover, index, note, photos, media],
        ...parts.map(({ sheet }) => sheet),
      ]),
    ),
  );

const dossiers = (context: Context, module: string) =>
  [...dossiersOf(context, module), ...dossiersKeeping(context, module)].map(({ key, title }) => ({ key, title }));

const documents = (context: Context, module: string) => {
  const kept = ofVolumes(context);
  return [...context.catalog.definitions.document.values()]
    .filter((document) => document.record === module && !kept.has(document.key))
    .map(({ key, title, titles = {}, stage = null, form = null, subject = null, served = false, signing }) => ({
      key,
      title,
      titles,
      stage,
      form,
      subject,
      served,
      signing: signing?.title ?? null,
    }));
};

/** The exchanges in which records of the module ask others, or are handed on to others. */
const exchanges = (context: Context, module: string) =>
  [...context.catalog.definitions.exchange.values()]
    .filter(({ order, receipt, forward }) => order === module || (receipt === module && forward !== undefined))
    .map(({ key, title, order }) => ({ key, title, asks: order === module }));

/** The rule sets that say something of the subject a record of the module stands for. */
const standings = ({ catalog }: Context, key: string) =>
  [...catalog.definitions.ruleset.values()].flatMap((ruleSet) =>
    (ruleSet.subject?.about ?? []).flatMap(({ module, title }) =>
      module === key ? [{ key: ruleSet.key, title: title ?? ruleSet.title }] : [],
    ),
  );

const mayCreate = (context: Context, { definition }: Described): boolean => {
  const creator = {
    owner: context.actor.id,
    organization: context.actor.organization,
    organizationPath: context.actor.organizationPath,
    assignments: [],
  };
  return (
    may(context, definition.key, 'create') &&
    (definition.create === undefined || fits(definition.create, context.actor, creator) !== undefined)
  );
};

/** Registering needs the form of what is registered, though nothing of it may be read afterwards. */
const mayRegister = (context: Context, key: string): boolean => mayCreate(context, context.catalog.module(key));

/** Everything a screen needs to show lists, forms and states of a module, as this actor sees them. */
export const describeModule = (context: Context, key: string) => {
  if (!context.catalog.definitions.module.has(key)) throw problem('not-found');
  if (!may(context, key, 'read') && !mayRegister(context, key)) throw problem('not-permitted');
  const module = context.catalog.module(key);
  const { definition, children } = module;
  const modules = context.catalog.definitions.module;
  return {
    key,
    title: definition.title,
    help: definition.help ?? null,
    parent: definition.parent ?? null,
    createForm: definition.createForm,
    mayCreate: mayCreate(context, module),
    operations: definition.operations.filter((operation) => may(context, key, operation)),
    imports: listImports(context)
      .filter(({ target }) => target === key)
      .map((one) => one.key),
    columns: columns(module, definition.list.columns),
    query: columns(module, definition.list.query),
    summary: columns(module, definition.summary ?? []),
    sort: definition.list.sort ?? '-$modified',
    views: describedViews(context, module),
    ...pinnedParts(module),
    documents: documents(context, key),
    dossiers: dossiers(context, key),
    exchanges: exchanges(context, key),
    duplicates: (context.catalog.module(key).definition.duplicates ?? []).length > 0,
    standings: standings(context, key),
    children: children
      .filter((child) => may(context, child, 'read'))
      .map((child) => ({ key: child, title: modules.get(child)?.title, parent: modules.get(child)?.parent }))
      .sort((a, b) => (a.parent?.order ?? 999) - (b.parent?.order ?? 999)),
  };
};
