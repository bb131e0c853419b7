import { fieldsOf } from '../form/fields.ts';
import type { DocumentDefinition } from '../schema/types.gen.ts';
import type { Catalog, CompiledModule } from './catalog.ts';
import { fullPath } from './compile-module.ts';

const documentPaths = ['key', 'title', 'number', 'date', 'copies', 'stage'];
const metaPaths = ['id', 'title', 'state', 'regime', 'created', 'owner', 'ownerName'];
const stepPaths = ['step', 'title', 'name', 'onBehalfOf', 'result', 'opinion', 'at'];
const issuedPaths = ['number', 'title', 'date', 'issuedAt', 'servedAt'];
const clockPaths = ['start', 'due', 'state', 'length', 'unit'];

/** What the view of a document stands on: the record's module and its children, each current or pinned. */
export interface ViewModules {
  readonly record: CompiledModule;
  readonly module: (key: string) => CompiledModule | undefined;
}

/**
 * Every path a template of the document may read, items of lists as `*`, `x.**` for all below x. The view holds
 * `document`, `record`, `meta`, `subject`, `data` (the typed-in form), `organization`, and what `view` asks for:
 * `children`, `documents`, `approvals`, `clocks`, `parameters`.
 */
export const viewPaths = (
  catalog: Pick<Catalog, 'definitions'>,
  document: DocumentDefinition,
  modules: ViewModules,
): ReadonlySet<string> => {
  const { view } = document;
  const form = catalog.definitions.form.get(document.form ?? '');
  const subject = document.subject === undefined ? undefined : modules.module(document.subject);
  return new Set([
    ...under('document', documentPaths),
    ...under('meta', metaPaths),
    ...under('record', dataPaths(modules.record)),
    ...(subject === undefined ? [] : under('subject', ['id', 'state', ...dataPaths(subject)])),
    ...(form === undefined
      ? []
      : under(
          'data',
          fieldsOf(form).map((field) => fullPath(form, field.path)),
        )),
    'organization.**',
    'regime',
    'today',
    ...(view?.children ?? []).flatMap((key) => {
      const child = modules.module(key);
      return child === undefined ? [] : under(`children.${key}.*`, ['id', 'state', ...dataPaths(child)]);
    }),
    ...(view?.documents ?? []).flatMap((key) => under(`documents.${key}`, issuedPaths)),
    ...(view?.approvals ?? []).flatMap((key) => under(`approvals.${key}.*`, stepPaths)),
    ...(view?.clocks ?? []).flatMap((key) => under(`clocks.${key}`, clockPaths)),
    ...Object.keys(view?.parameters ?? {}).flatMap((name) => [`parameters.${name}`, `parameters.${name}.**`]),
  ]);
};

/** The paths of a record's data, cells of grids included; files and references stand for all they hold. */
const dataPaths = (module: CompiledModule): string[] => [
  ...[...module.forms.values()].flatMap(({ definition, fields }) =>
    fields.flatMap((field) => {
      const path = fullPath(definition, field.path);
      return field.multiple || field.type === 'selectboxes' ? [path, `${path}.*`, ...opaque(field.type, path)] : [path];
    }),
  ),
  ...[...module.fields.keys()],
];

const opaque = (type: string, path: string): string[] =>
  type === 'attachment' || type === 'selectboxes' ? [`${path}.**`] : [];

const under = (prefix: string, paths: readonly string[]): string[] => paths.map((path) => `${prefix}.${path}`);
