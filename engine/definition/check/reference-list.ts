import { otherAggregates } from '../../aggregate/other-aggregates.ts';
import { fieldsOf } from '../../form/fields.ts';
import { treeOf } from '../../form/tree.ts';
import { pointer } from '../../issue.ts';
import type {
  AggregateDefinition,
  DashboardDefinition,
  DocumentDefinition,
  DossierDefinition,
  Effect,
  ExchangeDefinition,
  FactDeclaration,
  FormDefinition,
  ModuleDefinition,
  ReportDefinition,
  RuleSetDefinition,
  WorkflowAction,
  WorkflowDefinition,
} from '../../schema/types.gen.ts';
import type { AnyDefinition, Kind } from '../kinds.ts';
import { type At, each, effectsOf, members, whoOf } from '../walk.ts';
import { subjectReferences } from './subject-references.ts';

/** A place that names another definition. */
export interface Reference {
  readonly path: string;
  readonly kind: Kind;
  readonly key: string;
}

/** Every definition named in a definition, with the place that names it. */
export const referencesOf = (definition: AnyDefinition): Reference[] => [
  ...(ownReferences(definition) as readonly Maybe[]).filter(
    (reference): reference is Reference => reference.key !== undefined,
  ),
  ...whoOf(definition).flatMap(({ path, value }) =>
    value.flatMap((who, index) =>
      who.post === undefined ? [] : [{ path: `${path}/${index}/post`, kind: 'post' as const, key: who.post }],
    ),
  ),
];

type Maybe = Omit<Reference, 'key'> & { readonly key: string | undefined };

const to = (kind: Kind, path: string, key: string | undefined): Maybe => ({ kind, path, key });
const toEach = (kind: Kind, path: string, keys: readonly string[] | undefined): Maybe[] =>
  each(path, keys).map((item) => to(kind, item.path, item.value));

const ownReferences = (definition: AnyDefinition): Maybe[] => {
  switch (definition.kind) {
    case 'module':
      return moduleReferences(definition);
    case 'form':
      return formReferences(definition);
    case 'workflow':
      return workflowReferences(definition);
    case 'ruleset':
      return ruleReferences(definition);
    case 'document':
      return documentReferences(definition);
    case 'deadline':
      return [
        to('module', '/record', definition.record),
        to('parameter', '/duration/parameter', definition.duration.parameter),
        to('parameter', '/extension/parameter', definition.extension?.parameter),
        to('calendar', '/calendar', definition.calendar),
      ];
    case 'exchange':
      return exchangeReferences(definition);
    case 'parameter':
      return [to('codes', '/codes', definition.codes)];
    case 'report':
      return reportReferences(definition);
    case 'view':
      return [to('module', '/record', definition.record), ...toEach('post', '/posts', definition.posts)];
    case 'dashboard':
      return dashboardReferences(definition);
    case 'dossier':
      return dossierReferences(definition);
    case 'role':
      return each('/grants', definition.grants).flatMap(({ path, value: { module, levels } }) => [
        ...(module === '*' ? [] : [to('module', `${path}/module`, module)]),
        ...toEach('level', `${path}/levels`, levels),
      ]);
    case 'aggregate':
      return aggregateReferences(definition);
    case 'import':
      return [
        to('module', '/target', definition.target === '$account' ? undefined : definition.target),
        to('post', '/owner/post', definition.owner?.post),
        ...each('/numbering', definition.numbering).map(({ path, value }) =>
          to('numbering', `${path}/numbering`, value.numbering),
        ),
        ...each('/values', definition.values).flatMap(({ path, value }) =>
          [...(value.template ?? '').matchAll(/\|([^{}|]+)\}/g)].map(([, list]) =>
            to('codes', `${path}/template`, list),
          ),
        ),
        ...each('/goOn/clocks', definition.goOn?.clocks).map(({ path, value }) =>
          to('deadline', `${path}/deadline`, value.deadline),
        ),
      ];
    case 'golden':
      return [to(definition.target.kind, '/target/key', definition.target.key)];
    default:
      return [];
  }
};

const aggregateReferences = (aggregate: AggregateDefinition): Maybe[] => [
  to('module', '/source', aggregate.source),
  to('module', '/each', aggregate.each),
  ...otherAggregates(aggregate).map(({ path, key }) => to('aggregate', path, key)),
  ...members('/measures', aggregate.measures).map(({ path, value }) =>
    to('calendar', `${path}/calendar`, value.calendar),
  ),
];

const moduleReferences = (module: ModuleDefinition): Maybe[] => [
  to('workflow', '/workflow', module.workflow),
  to('form', '/createForm', module.createForm),
  ...toEach('form', '/forms', module.forms),
  to('module', '/parent/module', module.parent?.module),
  ...each('/balances', module.balances).map((one) => to('module', `${one.path}/module`, one.value.module)),
  ...each('/fields', module.fields).map((field) => to('codes', `${field.path}/codes`, field.value.codes)),
  ...each('/duplicates', module.duplicates).flatMap(({ path, value }) =>
    each(`${path}/against`, value.against).map((against) =>
      to('module', `${against.path}/module`, against.value.module),
    ),
  ),
];

const formReferences = (form: FormDefinition): Maybe[] => {
  const places = new Map(treeOf(form).nodes.map((node) => [node.path, node.pointer]));
  const named = fieldsOf(form).flatMap((field) => {
    const place = `${places.get(field.path) ?? ''}/meta`;
    return [to('codes', `${place}/codes`, field.codes), to('module', `${place}/module`, field.module)];
  });
  const sources = members('/start', form.start).map(({ path, value }) =>
    'below' in value
      ? to('exchange', `${path}/below`, value.below)
      : to('parameter', `${path}/parameter`, 'parameter' in value ? value.parameter : undefined),
  );
  return [...named, ...sources];
};

const workflowReferences = (workflow: WorkflowDefinition): Maybe[] => [
  ...members('/actions', workflow.actions).flatMap(({ path, value }) => actionReferences(path, value)),
  ...members('/states', workflow.states).flatMap(({ path, value }) => [
    ...toEach('document', `${path}/documents`, value.documents),
    ...each(`${path}/edit`, value.edit).map((edit) => to('form', `${edit.path}/form`, edit.value.form)),
    ...each(`${path}/tasks`, value.tasks).map((task) => to('deadline', `${task.path}/deadline`, task.value.deadline)),
  ]),
  ...effectsOf(workflow).flatMap(effectReferences),
];

const actionReferences = (path: string, { form, guards, needs, approval, correct }: WorkflowAction): Maybe[] => [
  to('form', `${path}/form`, form),
  ...toEach('form', `${path}/correct/forms`, correct?.forms),
  ...toEach('ruleset', `${path}/guards`, guards),
  ...toEach('form', `${path}/needs/entries`, needs?.entries),
  ...each(`${path}/needs/documents`, needs?.documents).map((need) =>
    to('document', `${need.path}/document`, need.value.document),
  ),
  ...each(`${path}/needs/children`, needs?.children).map((need) =>
    to('module', `${need.path}/module`, need.value.module),
  ),
  ...each(`${path}/approval/steps`, approval?.steps).map((step) => to('form', `${step.path}/form`, step.value.form)),
  ...each(`${path}/approval/results`, approval?.results).flatMap((result) =>
    toEach('ruleset', `${result.path}/guards`, result.value.guards),
  ),
];

const effectReferences = (effect: At<Effect>): Maybe[] => [...whatEffectNames(effect), ...valueParameters(effect)];

/** Parameters that the values of an effect are taken from. */
const valueParameters = ({ path, value }: At<object>): Maybe[] =>
  members(path, value as Readonly<Record<string, unknown>>).flatMap((member) => {
    const inner = member.value;
    if (typeof inner !== 'object' || inner === null || member.key === 'literal' || member.key === 'when') return [];
    const own = 'parameter' in inner ? [to('parameter', `${member.path}/parameter`, String(inner.parameter))] : [];
    return [...own, ...valueParameters({ path: member.path, value: inner })];
  });

const whatEffectNames = ({ path, value }: At<Effect>): Maybe[] => {
  switch (value.type) {
    case 'number':
      return [to('numbering', `${path}/numbering`, value.numbering)];
    case 'startClock':
    case 'stopClock':
    case 'pauseClock':
    case 'resumeClock':
    case 'extendClock':
      return [to('deadline', `${path}/deadline`, value.deadline)];
    case 'newRound':
      return [to('form', `${path}/form`, value.form)];
    case 'act':
    case 'create':
      return [to('module', `${path}/module`, value.module)];
    case 'serveDocument':
      return [to('document', `${path}/document`, value.document)];
    case 'send':
    case 'forward':
      return [to('exchange', `${path}/exchange`, value.exchange)];
    default:
      return [];
  }
};

const exchangeReferences = (exchange: ExchangeDefinition): Maybe[] => [
  to('module', '/order', exchange.order),
  to('module', '/receipt', exchange.receipt),
  to('calendar', '/calendar', exchange.calendar),
  ...toEach('level', '/allowed/levels', exchange.allowed?.levels),
  ...toEach('level', '/allowed/more/levels', exchange.allowed?.more?.levels),
  to('parameter', '/allowed/more/parameter', exchange.allowed?.more?.parameter),
  ...each('/back', exchange.back).map((back) => to('deadline', `${back.path}/deadline`, back.value.deadline)),
  to('parameter', '/forward/buffer', exchange.forward?.buffer),
  to('deadline', '/extension/deadline', exchange.extension?.deadline),
  to('parameter', '/extension/times', exchange.extension?.times),
  to('parameter', '/urge/every', exchange.urge?.every),
];

const ruleReferences = (ruleSet: RuleSetDefinition): Maybe[] => [
  to('module', '/record', ruleSet.record),
  ...toEach('regime', '/regimes', ruleSet.regimes),
  ...toEach('form', '/trigger/forms', ruleSet.trigger.forms),
  ...members('/facts', ruleSet.facts).flatMap(factReferences),
  ...subjectReferences(ruleSet),
];

const factReferences = ({ path, value }: At<FactDeclaration>): Maybe[] => [
  to('parameter', `${path}/parameter`, value.parameter),
  to('codes', `${path}/codes`, value.codes),
  to('module', `${path}/above`, value.above),
  to('module', `${path}/aggregate/module`, value.aggregate?.module),
  to('module', `${path}/lookup/module`, value.lookup?.module),
  to('deadline', `${path}/clock/deadline`, value.clock?.deadline),
  to('document', `${path}/document/document`, value.document?.document),
  to('dossier', `${path}/volume/dossier`, value.volume?.dossier),
  to('calendar', `${path}/span/calendar`, value.span?.calendar),
  to('calendar', `${path}/moved/calendar`, value.moved?.calendar),
];

const reportReferences = (report: ReportDefinition): Maybe[] => [
  to('module', '/record', report.record),
  ...each('/groups', report.groups).map(({ path, value }) => to('level', `${path}/level`, value.level)),
  ...each('/measures', report.measures).flatMap(({ path, value }) => [
    to('deadline', `${path}/late`, value.late),
    to('deadline', `${path}/pauses`, value.pauses),
  ]),
];

const dashboardReferences = (dashboard: DashboardDefinition): Maybe[] => [
  ...toEach('role', '/roles', dashboard.roles),
  ...each('/tiles', dashboard.tiles).flatMap(({ path, value }) =>
    (['count', 'stages', 'records', 'figure', 'chart'] as const).flatMap((name) => {
      const asked: { readonly record?: string; readonly view?: string; readonly report?: string } = value[name] ?? {};
      return [
        to('module', `${path}/${name}/record`, asked.record),
        to('view', `${path}/${name}/view`, asked.view),
        to('report', `${path}/${name}/report`, asked.report),
      ];
    }),
  ),
];

const dossierReferences = (dossier: DossierDefinition): Maybe[] => [
  to('module', '/record', dossier.record),
  to('ruleset', '/checklist', dossier.checklist),
  ...each('/volumes', dossier.volumes).flatMap(({ path, value }) => [
    to('module', `${path}/secret`, value.secret),
    ...(['cover', 'index', 'note', 'photos', 'media'] as const).map((name) =>
      to('document', `${path}/${name}`, value[name]),
    ),
    ...each(`${path}/parts`, value.parts).flatMap((part) => [
      ...toEach('document', `${part.path}/documents`, part.value.documents),
      to('document', `${part.path}/sheet`, part.value.sheet),
      to('module', `${part.path}/of`, part.value.of),
    ]),
  ]),
];

const documentReferences = (document: DocumentDefinition): Maybe[] => [
  to('module', '/record', document.record),
  to('module', '/subject', document.subject),
  to('numbering', '/numbering', document.numbering),
  to('document', '/sameNumberAs', document.sameNumberAs),
  to('form', '/form', document.form),
  ...toEach('module', '/view/children', document.view?.children),
  ...toEach('document', '/view/documents', document.view?.documents),
  ...toEach('deadline', '/view/clocks', document.view?.clocks),
  ...toEach('ruleset', '/view/decisions', document.view?.decisions),
  ...Object.keys(document.titles ?? {}).map((regime) => to('regime', `/titles${pointer(regime)}`, regime)),
  ...Object.keys(document.templates ?? {}).map((regime) => to('regime', `/templates${pointer(regime)}`, regime)),
];
