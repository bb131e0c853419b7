import type { DefinitionByKind, Kind } from '#engine/definition/kinds.ts';
import { isObject } from '#engine/json.ts';
import { type SchemaNode, shapeOf } from './schema-node.ts';

/** What a place may name: definitions of a kind, fields, states or actions of a module, or a field to sort by. */
export type Offer =
  | { readonly type: 'definition'; readonly kind: Kind | 'template' | 'style' }
  | { readonly type: 'field'; readonly system: boolean }
  | { readonly type: 'sort' }
  | { readonly type: 'state' }
  | { readonly type: 'action' };

/** Members whose texts are keys of definitions, in every kind. */
const kindOfMember: Readonly<Record<string, Kind>> = {
  record: 'module',
  module: 'module',
  source: 'module',
  receipt: 'module',
  children: 'module',
  createForm: 'form',
  form: 'form',
  forms: 'form',
  workflow: 'workflow',
  codes: 'codes',
  post: 'post',
  posts: 'post',
  roles: 'role',
  calendar: 'calendar',
  parameter: 'parameter',
  numbering: 'numbering',
  regimes: 'regime',
  levels: 'level',
  document: 'document',
  deadline: 'deadline',
  clock: 'deadline',
  late: 'deadline',
  pauses: 'deadline',
  report: 'report',
  exchange: 'exchange',
  checklist: 'ruleset',
  aggregate: 'aggregate',
};

/** Members that name something else in one kind. */
const kindIn: Readonly<Record<string, Readonly<Record<string, Kind | 'template' | 'style'>>>> = {
  exchange: { order: 'module', buffer: 'parameter', times: 'parameter', every: 'parameter' },
  aggregate: { each: 'module' },
  report: { level: 'level' },
  dashboard: { view: 'view' },
  document: {
    subject: 'module',
    template: 'template',
    style: 'style',
    templates: 'template',
    documents: 'document',
    clocks: 'deadline',
    decisions: 'ruleset',
    parameters: 'parameter',
  },
  dossier: {
    secret: 'module',
    of: 'module',
    cover: 'document',
    index: 'document',
    note: 'document',
    photos: 'document',
    media: 'document',
    sheet: 'document',
    documents: 'document',
  },
  import: { target: 'module' },
};

/** Members that hold fields as plain texts. */
const fieldMembers = new Set(['columns', 'query', 'search', 'indexes', 'summary', 'groupBy', 'dateField', 'filters']);
const plainFields: Readonly<Record<string, readonly string[]>> = {
  report: ['field'],
  dashboard: ['by'],
  deadline: ['field'],
};
const stateMembers = new Set(['states', 'closed']);
const actionMembers = new Set(['action', 'actions', 'require']);

/** What may be chosen at a member of a definition; undefined where people type. */
export const offerAt = (kind: string, name: string, node: SchemaNode): Offer | undefined => {
  if (shapeOf(node) !== 'text') return undefined;
  if (node.named === 'fieldPath' || node.named === 'sourceFact')
    return { type: 'field', system: node.named === 'sourceFact' };
  if (name === 'sort') return { type: 'sort' };
  if (fieldMembers.has(name) || plainFields[kind]?.includes(name) === true) return { type: 'field', system: true };
  const own = kindIn[kind]?.[name] ?? kindOfMember[name];
  if (own !== undefined) return { type: 'definition', kind: own };
  if (stateMembers.has(name)) return { type: 'state' };
  return actionMembers.has(name) ? { type: 'action' } : undefined;
};

const homes = ['record', 'source', 'target', 'order'] as const;

/** The module whose records a definition is about: named in it, or the one it belongs to. */
export const moduleOfDefinition = (value: DefinitionByKind[Kind]): string => {
  const members: Readonly<Record<string, unknown>> = { ...value };
  const named = homes.map((name) => members[name]).find((one) => typeof one === 'string');
  return typeof named === 'string' ? named : value.kind === 'module' ? value.key : value.module;
};

/** The module fields below an object are of, where the object names one. */
export const moduleBelow = (value: unknown, otherwise: string): string => {
  if (!isObject(value)) return otherwise;
  const named = value.module ?? value.record ?? value.of;
  return typeof named === 'string' && named !== '*' && named !== '' ? named : otherwise;
};
