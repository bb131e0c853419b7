import type { Issue } from '../../issue.ts';
import type { Catalog, CompiledModule, Finding } from '../catalog.ts';
import { recordFacts } from '../facts.ts';
import type { AnyDefinition, Kind } from '../kinds.ts';
import { workflowConditions } from '../walk.ts';
import { definitionPath, finding } from './check.ts';
import { conditionIssues, factsFor, listConditions } from './conditions.ts';
import { kindTitle } from './describe.ts';
import { checkTemplatesOf } from './documents.ts';
import { checkModuleList, checkReport, checkView } from './lists.ts';
import { referencesOf } from './reference-list.ts';
import { checkRuleSet } from './rules.ts';

/** Definitions that open records pin. */
export interface OpenClosure {
  /** undefined when the pinned files cannot be read with the current code lists. */
  readonly module: CompiledModule | undefined;
  readonly key: string;
  readonly count: number;
  /** The records, for people: titles with ids; all of them where there are not too many. */
  readonly records: readonly string[];
}

/**
 * What in a set of definitions would not work with records that stay on older forms and workflows: templates, rule
 * sets, lists, reports and the workflow's own conditions and references are held against every closure an open record
 * still pins. Each finding names the template or rule, the field, and the records.
 */
export const checkOpenClosures = (catalog: Catalog, closures: readonly OpenClosure[]): Finding[] =>
  closures.flatMap((closure) => {
    const { module } = closure;
    const current = catalog.definitions.module.get(closure.key);
    if (current === undefined || module === undefined) return [brokenPin(catalog, closure)];
    return checkPinned(catalog, closure, module);
  });

/** Named in the words of a finding; all of them are in its parameters. */
const shown = 5;

const pinned = ({ count, records, key }: OpenClosure, module: CompiledModule | undefined) => ({
  count,
  records,
  examples: records.slice(0, shown),
  module: module?.definition.title ?? key,
});

const brokenPin = (catalog: Catalog, closure: OpenClosure): Finding => {
  const definition = catalog.definitions.module.get(closure.key);
  return {
    file: definition === undefined ? `definitions/${closure.key}/module.json` : definitionPath(definition),
    path: '',
    code: 'pinned-broken',
    params: pinned(closure, closure.module),
  };
};

const checkPinned = (catalog: Catalog, closure: OpenClosure, module: CompiledModule): Finding[] => {
  const about = pinned(closure, module);
  const say = (code: string, findings: readonly Finding[], more: Record<string, unknown> = {}): Finding[] =>
    findings.map((found) => ({ ...found, code, params: { ...found.params, ...more, ...about } }));
  const definition = catalog.definitions.module.get(closure.key);
  return [
    ...templates(catalog, closure, module, say),
    ...[...catalog.definitions.ruleset.values()]
      .filter((ruleSet) => ruleSet.record === closure.key)
      .flatMap((ruleSet) =>
        say('pinned-rule', fieldFaults(checkRuleSet(catalog, ruleSet, module)), { rule: ruleSet.title }),
      ),
    ...[...catalog.definitions.report.values()]
      .filter((report) => report.record === closure.key)
      .flatMap((report) => say('pinned-report', checkReport(report, module))),
    ...[...catalog.definitions.view.values()]
      .filter((view) => view.record === closure.key)
      .flatMap((view) => say('pinned-list', checkView(view, module))),
    ...(definition === undefined ? [] : say('pinned-list', checkModuleList(definition, module))),
    ...conditions(catalog, module, about),
    ...references(catalog, module, about),
  ];
};

type Say = (code: string, findings: readonly Finding[], more?: Record<string, unknown>) => Finding[];

/** Templates of the module's own documents, and of documents of others that show it as a child or subject. */
const templates = (catalog: Catalog, closure: OpenClosure, module: CompiledModule, say: Say): Finding[] =>
  [...catalog.definitions.document.values()].flatMap((document) => {
    const { record, subject, view } = document;
    const shown = record === closure.key || subject === closure.key || view?.children?.includes(closure.key) === true;
    if (!shown || !catalog.definitions.module.has(record)) return [];
    const pick = (key: string) => (key === closure.key ? module : tryModule(catalog, key));
    const own = pick(record);
    if (own === undefined) return [];
    const now = tryModule(catalog, record);
    const already =
      now === undefined
        ? []
        : checkTemplatesOf(catalog, document, { record: now, module: (key) => tryModule(catalog, key) });
    const found = checkTemplatesOf(catalog, document, { record: own, module: pick });
    return say(
      'pinned-template',
      found.filter((one) => !already.some((other) => samePlace(one, other))),
    );
  });

const samePlace = (a: Finding, b: Finding): boolean =>
  a.file === b.file && a.path === b.path && a.params?.field === b.params?.field;

const tryModule = (catalog: Catalog, key: string): CompiledModule | undefined => {
  try {
    return catalog.module(key);
  } catch {
    return undefined;
  }
};

/** What only a pinned closure can lack: fields. Other faults of a rule set are found without records. */
const fieldFaults = (findings: readonly Finding[]): Finding[] =>
  findings.filter(({ code }) => code === 'field-missing' || code === 'field-type');

/** Conditions of documents and reports over the pinned fields, and of the pinned workflow over current children. */
const conditions = (catalog: Catalog, module: CompiledModule, about: object): Finding[] => {
  const key = module.definition.key;
  const over = (definition: AnyDefinition, path: string, value: unknown, facts = factsFor): Finding[] =>
    value === undefined ? [] : factFaults(definition, conditionIssues({ path, value }, facts(module)), about);
  return [
    ...[...catalog.definitions.document.values()]
      .filter((document) => document.record === key)
      .flatMap((document) => over(document, '/requiredWhen', document.requiredWhen)),
    ...[...catalog.definitions.report.values(), ...catalog.definitions.view.values()]
      .filter(({ record }) => record === key)
      .flatMap((one) => listConditions(one).flatMap(({ path, value }) => over(one, path, value, recordFacts))),
    ...workflowConditions(module.workflow).flatMap(({ path, value, module: child }) => {
      const other = child === undefined ? undefined : tryModule(catalog, child);
      return other === undefined
        ? []
        : factFaults(module.workflow, conditionIssues({ path, value }, factsFor(other)), about);
    }),
  ];
};

const factFaults = (definition: AnyDefinition, issues: readonly Issue[], about: object): Finding[] =>
  issues.map((issue) =>
    finding(definition, issue.path, 'pinned-condition', {
      ...issue.params,
      where: definition.title,
      field: issue.params?.fact ?? '',
      ...about,
    }),
  );

/** Kinds that a pinned workflow takes from the current release. */
const current: ReadonlySet<Kind> = new Set(['ruleset', 'deadline', 'document', 'numbering', 'module', 'post', 'codes']);

const references = (catalog: Catalog, module: CompiledModule, about: object): Finding[] =>
  [module.workflow, ...[...module.forms.values()].map((form) => form.definition)].flatMap((definition) =>
    referencesOf(definition)
      .filter(({ kind, key }) => current.has(kind) && !catalog.definitions[kind].has(key))
      .map(({ path, kind, key }) =>
        finding(definition, path, 'pinned-reference', { kind: kindTitle(kind), key, ...about }),
      ),
  );
