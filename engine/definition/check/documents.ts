import { checkTemplatePaths } from '../../document/check-template.ts';
import { lintStyle } from '../../document/lint-style.ts';
import { lintTemplate } from '../../document/lint-template.ts';
import { partialLoops } from '../../document/partial-loops.ts';
import { type UsedPath, usedPaths } from '../../document/used-paths.ts';
import type { DocumentDefinition } from '../../schema/types.gen.ts';
import type { Catalog, CompiledModule, Finding } from '../catalog.ts';
import { momentFacts, recordFacts } from '../facts.ts';
import { partialPath, partsOf, templatePath } from '../kinds.ts';
import { type ViewModules, viewPaths } from '../view-paths.ts';
import { type At, each } from '../walk.ts';
import { type Check, finding, keysOf, moduleOf } from './check.ts';
import { kindTitle } from './describe.ts';
import { meant } from './meant.ts';

/** Templates can be read, and print only what the view of their documents holds. */
export const checkDocuments: Check = (catalog) => [
  ...lintTexts(catalog),
  ...partialLoops(partialsOf(catalog)).map((loop) => ({
    path: '',
    code: 'templateLoop',
    params: { loop: loop.join(' → ') },
    file: partialPath(loop[0] ?? ''),
  })),
  ...[...catalog.definitions.document.values()].flatMap((document) => {
    const record = moduleOf(catalog, document.record);
    if (record === undefined) return [];
    const modules = { record, module: (key: string) => moduleOf(catalog, key) };
    const subject = moduleOf(catalog, document.subject);
    return [
      ...checkView(catalog, document, record, subject),
      ...checkNeeds(catalog, document, modules),
      ...checkTemplatesOf(catalog, document, modules),
    ];
  }),
];

const lintTexts = (catalog: Catalog): Finding[] => {
  const partials = new Set(Object.keys(partialsOf(catalog)));
  return [...catalog.texts].flatMap(([file, source]) => {
    const issues = file.endsWith('.css') ? lintStyle(source) : lintTemplate(source, partials);
    return issues.map((issue) => ({ ...issue, file }));
  });
};

/** The partials of a catalog by the name templates include them with. */
const partialsOf = (catalog: Pick<Catalog, 'texts'>): Record<string, string> =>
  Object.fromEntries(
    [...catalog.texts].flatMap(([path, source]) => {
      const parts = partsOf(path);
      return parts?.type === 'partial' ? [[parts.key, source]] : [];
    }),
  );

/** The fields a document may name: those of its record, and as `subject.…` those of the record it is about. */
const namedFields = (record: CompiledModule, subject: CompiledModule | undefined): readonly string[] => [
  ...record.fields.keys(),
  ...[...(subject?.fields.keys() ?? [])].map((field) => `subject.${field}`),
];

const checkView = (
  catalog: Catalog,
  document: DocumentDefinition,
  record: CompiledModule,
  subject: CompiledModule | undefined,
): Finding[] => {
  const approvals = [...Object.keys(record.workflow.actions), ...Object.keys(subject?.workflow.actions ?? {})];
  const fields = namedFields(record, subject);
  const stages = (record.workflow.stages ?? []).map((stage) => stage.key);
  const { stage, view } = document;
  return [
    ...each('/view/approvals', view?.approvals)
      .filter(({ value }) => !approvals.includes(value))
      .map(({ path, value }) =>
        finding(document, path, 'flow-action-missing', { action: value, right: meant(value, approvals) }),
      ),
    ...(stage === undefined || stages.includes(stage)
      ? []
      : [finding(document, '/stage', 'flow-stage-missing', { stage, right: stages.join(', ') })]),
    ...(['date', 'numberField'] as const).flatMap((member) => {
      const field = document[member];
      if (field === undefined || fields.includes(field)) return [];
      const { title } = record.definition;
      return [finding(document, `/${member}`, 'field-missing', { field, module: title, right: meant(field, fields) })];
    }),
    ...Object.entries(view?.dues ?? {}).flatMap(([name, source]) =>
      checkDated(
        catalog,
        document,
        { record, subject },
        { kind: 'deadline', path: `/view/dues/${name}`, value: source },
      ),
    ),
    ...Object.entries(view?.parameters ?? {}).flatMap(([name, source]) =>
      checkDated(
        catalog,
        document,
        { record, subject },
        { kind: 'parameter', path: `/view/parameters/${name}`, value: source },
      ),
    ),
  ];
};

/** What is needed is asked of the view by its paths. */
const checkNeeds = (catalog: Catalog, document: DocumentDefinition, modules: ViewModules): Finding[] => {
  const known = viewPaths(catalog, document, modules);
  return each('/needs', document.needs).flatMap(({ path, value }) =>
    (['path', 'chosenBy'] as const).flatMap((name) => {
      const asked = value[name];
      if (asked === undefined || checkTemplatePaths([{ path: asked, template: '', line: 0 }], known).length === 0)
        return [];
      const { title } = modules.record.definition;
      return [
        finding(document, `${path}/${name}`, 'field-missing', {
          field: asked,
          module: title,
          right: meant(asked, known),
        }),
      ];
    }),
  );
};

/** `parameter@field` or `deadline@field`: what is asked, and the date of the record it is asked at. */
const checkDated = (
  catalog: Catalog,
  document: DocumentDefinition,
  { record, subject }: { readonly record: CompiledModule; readonly subject: CompiledModule | undefined },
  { kind, path, value }: At<string> & { readonly kind: 'parameter' | 'deadline' },
): Finding[] => {
  const [key = '', date] = value.split('@');
  const types: Readonly<Record<string, string>> = {
    ...momentFacts,
    ...recordFacts(record),
    ...Object.fromEntries(Object.entries(subject ? recordFacts(subject) : {}).map(([f, t]) => [`subject.${f}`, t])),
  };
  const dates = Object.keys(types).filter((name) => types[name] === 'date' || types[name] === 'instant');
  const unknown = {
    kind: kindTitle(kind),
    key,
    right: meant(key, keysOf(catalog, kind)),
  };
  return [
    ...(catalog.definitions[kind].has(key) ? [] : [finding(document, path, 'reference-missing', unknown)]),
    ...(date !== undefined && dates.includes(date)
      ? []
      : [finding(document, path, 'date-view-missing', { parameter: key, right: meant(date ?? '', dates) })]),
  ];
};

/** What the templates of a document read that its view lacks; also asked of every pinned closure. */
export const checkTemplatesOf = (catalog: Catalog, document: DocumentDefinition, modules: ViewModules): Finding[] => {
  const known = viewPaths(catalog, document, modules);
  const names = [document.template, ...Object.values(document.templates ?? {})];
  return [...new Set(names)].flatMap((name) =>
    checkTemplatePaths(pathsUsed(catalog, name), known).map((issue) => templateFinding(document, name, issue, known)),
  );
};

const usedIn = new WeakMap<Catalog['texts'], Map<string, readonly UsedPath[]>>();

/** The paths a template reads; none while it, or any partial, cannot be parsed: that is another finding. */
const pathsUsed = (catalog: Catalog, name: string): readonly UsedPath[] => {
  const known = usedIn.get(catalog.texts) ?? new Map<string, readonly UsedPath[]>();
  usedIn.set(catalog.texts, known);
  const ready = known.get(name) ?? readPaths(catalog, name);
  known.set(name, ready);
  return ready;
};

const readPaths = (catalog: Catalog, name: string): readonly UsedPath[] => {
  const source = catalog.texts.get(templatePath(name));
  const partials = partialsOf(catalog);
  const names = new Set(Object.keys(partials));
  if (source === undefined) return [];
  const sound = [source, ...Object.values(partials)].every((text) => lintTemplate(text, names).length === 0);
  return sound ? usedPaths({ name, source }, partials) : [];
};

const templateFinding = (
  document: DocumentDefinition,
  name: string,
  issue: { path: string; code: string; params?: Readonly<Record<string, unknown>> },
  known: ReadonlySet<string>,
): Finding => {
  const inner = String(issue.params?.template ?? name);
  const field = String(issue.params?.field ?? '');
  const root = field.split('.')[0] ?? '';
  const alike = [...known].filter((path) => path.startsWith(`${root}.`));
  return {
    file: inner === name ? templatePath(name) : partialPath(inner),
    path: issue.path,
    code: 'template-field-missing',
    params: {
      template: inner,
      field,
      line: issue.params?.line,
      document: document.title,
      right: meant(field, alike.length > 0 ? alike : rootsOf(known)),
    },
  };
};

const rootsOf = (known: ReadonlySet<string>): Set<string> =>
  new Set([...known].map((path) => path.split('.')[0] ?? ''));
