import { fieldsOf } from '../form/fields.ts';
import type { DocumentDefinition, FieldType, FormDefinition } from '../schema/types.gen.ts';
import type { Catalog, CompiledModule } from './catalog.ts';
import { fullPath } from './compile-module.ts';
import { fieldTypesOf } from './field-type.ts';

/** What the view of a document stands on: the record's module and others, each current or pinned. */
export interface ViewModules {
  readonly record: CompiledModule;
  readonly module: (key: string) => CompiledModule | undefined;
}

const fixed = [
  'organization.**',
  'system.state',
  'system.regime',
  'system.created',
  'doc.number',
  'doc.date',
  'doc.title',
  'doc.copies',
  'doc.draft',
  'doc.seal',
  'doc.supersedes',
  'doc.supersedes.number',
  'doc.supersedes.title',
  'doc.supersedes.issuedAt',
  'doc.supersedes.date',
  'now',
  'dossier.title',
  'dossier.pages',
  'dossier.pieces',
  ...['no', 'number', 'title', 'date', 'from', 'to', 'note', 'kind'].map((name) => `dossier.entries.*.${name}`),
];
/** What a volume says of itself to the documents printed for it. */
const volume = [
  'title',
  'of',
  'number',
  'retention',
  'pages',
  'pieces',
  'volume',
  'volumes',
  ...['no', 'kind', 'part', 'number', 'title', 'date', 'from', 'to', 'pages', 'note'].map(
    (name) => `entries.*.${name}`,
  ),
  ...['caption'].map((name) => `photos.*.${name}`),
  ...['no', 'title', 'name', 'type', 'size', 'hash', 'date'].map((name) => `media.*.${name}`),
  ...['entries', 'photos', 'media'].flatMap((list) => [list, `${list}.*`]),
];
const issued = ['number', 'issuedAt', 'servedAt', 'title', 'subject'];
const signed = ['step', 'title', 'person', 'result', 'opinion', 'at', 'deed'];
const handedIn = ['person', 'at'];
const counted = ['start', 'due', 'state'];
const explained = [
  'date',
  'sections.*',
  'sections.*.title',
  'sections.*.lines.*',
  'sections.*.lines.*.text',
  'sections.*.lines.*.depth',
];

/**
 * Every path a template of the document may read; items of a list are `*`, `x.**` is everything below x. The view holds
 * `organization`, `record`, `system`, `subject`, `doc` (with `doc.data`, its typed-in form), `now`, and what the
 * definition's `view` asks for: `children`, `documents`, `approvals`, `submitted`, `clocks`, `parameters`, `dues`, `decisions`;
 * documents of volumes read `dossier`.
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
    ...fixed,
    ...under('record', recordPaths(modules.record)),
    ...(subject === undefined ? [] : under('subject', childPaths(subject))),
    ...(form === undefined ? [] : under('doc.data', formPaths(form))),
    ...(view?.children ?? []).flatMap((key) => {
      const child = modules.module(key);
      return child === undefined ? [] : under(`children.${key}.*`, childPaths(child));
    }),
    ...(view?.documents ?? []).flatMap((key) => under(`documents.${key}.*`, issued)),
    ...(view?.approvals ?? []).flatMap((key) => under(`approvals.${key}.*`, signed)),
    ...(view?.approvals ?? []).flatMap((key) => [`submitted.${key}`, ...under(`submitted.${key}`, handedIn)]),
    ...(view?.clocks ?? []).flatMap((key) => under(`clocks.${key}`, counted)),
    ...(view?.decisions ?? []).flatMap((key) => [`decisions.${key}`, ...under(`decisions.${key}`, explained)]),
    ...(isOfVolume(catalog, document.key) ? under('dossier', volume) : []),
    ...Object.keys(view?.dues ?? {}).map((name) => `dues.${name}`),
    ...Object.keys(view?.parameters ?? {}).flatMap((name) => [`parameters.${name}`, `parameters.${name}.**`]),
  ]);
};

/** Is the document printed for volumes, around what is bound? */
const isOfVolume = ({ definitions }: Pick<Catalog, 'definitions'>, key: string): boolean =>
  [...definitions.dossier.values()].some(({ volumes }) =>
    volumes.some(({ cover, index, note, photos, media }) => [cover, index, note, photos, media].includes(key)),
  );

const childPaths = (module: CompiledModule): string[] => ['id', 'state', ...recordPaths(module)];

/** References are opened, whether a form fills them or an effect writes them. */
const recordPaths = (module: CompiledModule): string[] => [
  ...[...module.forms.values()].flatMap(({ definition }) => formPaths(definition)),
  ...[...module.fields].flatMap(([path, { form, type }]) =>
    form === undefined ? shown(path, plain[type] ?? (type in opened ? type : 'text')) : [],
  ),
];

/** The fields of a form in the record, cells of grids included. */
const formPaths = (form: FormDefinition): string[] => {
  const types = fieldTypesOf(form);
  return fieldsOf(form).flatMap((field) => {
    const path = fullPath(form, field.path);
    const many = field.multiple === true ? severalShownAs[field.type] : undefined;
    if (many !== undefined) return [path, ...many.map((ending) => path + ending)];
    return shown(path, field.type === 'selectboxes' ? 'files' : (types.get(field.path) ?? 'text'));
  });
};

/** Several references in one field. */
const severalShownAs: Readonly<Record<string, readonly string[]>> = {
  organization: ['.*', '.*.id', '.*.name'],
  record: ['.*', '.*.id', '.*.title'],
};

/** References are shown with what they stand for. */
const shownAs: Readonly<Partial<Record<FieldType, readonly string[]>>> = {
  user: ['.id', '.name', '.certNo', '.phone'],
  users: ['.*', '.*.id', '.*.name', '.*.certNo', '.*.phone'],
  organization: ['.id', '.name'],
  record: ['.id', '.title'],
  codes: ['.*'],
  rows: ['.*'],
  files: ['.**', '.*'],
};

const opened: Readonly<Partial<Record<FieldType, true>>> = { user: true, organization: true, record: true };

const plain: Readonly<Partial<Record<FieldType, FieldType>>> = {
  users: 'codes',
  codes: 'codes',
  rows: 'files',
  files: 'files',
};

const shown = (path: string, type: FieldType): string[] => [
  path,
  ...(shownAs[type] ?? []).map((ending) => path + ending),
];

const under = (prefix: string, paths: readonly string[]): string[] => paths.map((path) => `${prefix}.${path}`);
