import { sourceFacts } from '../../../aggregate/source-facts.ts';
import type { FactType, FactTypes } from '../../../condition/condition.ts';
import type { AggregateDefinition } from '../../../schema/types.gen.ts';
import type { Catalog, CompiledModule, Finding } from '../../catalog.ts';
import { finding, moduleOf } from '../check.ts';
import { meant } from '../meant.ts';

/** An aggregate under examination, with what it may name. */
export interface Subject {
  readonly catalog: Catalog;
  readonly aggregate: AggregateDefinition;
  readonly module: CompiledModule;
  readonly facts: FactTypes;
  /** The facts of the record `each`, without prefix; undefined where the aggregate names no module for it. */
  readonly each: FactTypes | undefined;
}

/** undefined while the source is missing, which the check of references reports. */
export const subjectOf = (catalog: Catalog, aggregate: AggregateDefinition): Subject | undefined => {
  const module = moduleOf(catalog, aggregate.source);
  if (module === undefined) return undefined;
  const each = moduleOf(catalog, aggregate.each);
  return { catalog, aggregate, module, facts: sourceFacts(module), each: each && sourceFacts(each) };
};

export const fault = (
  { aggregate }: Subject,
  path: string,
  code: string,
  params: Readonly<Record<string, unknown>> = {},
): Finding => finding(aggregate, path, code, params);

/** A fact of the source that is not there, or is of no type that fits. */
export const factFaults = (
  subject: Subject,
  path: string,
  fact: string,
  fits: (type: FactType) => boolean = () => true,
): Finding[] => {
  const type = subject.facts[fact];
  const right = Object.keys(subject.facts).filter((name) => fits(subject.facts[name] ?? 'rows'));
  if (type === undefined) {
    const { title } = subject.module.definition;
    return [fault(subject, path, 'field-missing', { field: fact, module: title, right: meant(fact, right) })];
  }
  return fits(type)
    ? []
    : [fault(subject, path, 'aggregate-field-type', { field: fact, type, right: meant(fact, right) })];
};

const times: ReadonlySet<FactType> = new Set(['date', 'instant']);
const many: ReadonlySet<FactType> = new Set(['codes', 'users', 'files', 'rows']);
const texts: ReadonlySet<FactType> = new Set(['text', 'code', 'region', 'organization', 'user', 'record']);
const numbers: ReadonlySet<FactType> = new Set(['integer', 'decimal', 'money']);

export const isTime = (type: FactType): boolean => times.has(type);
export const isMany = (type: FactType): boolean => many.has(type);
export const isOne = (type: FactType): boolean => !many.has(type);
export const isText = (type: FactType): boolean => texts.has(type);
export const isNumber = (type: FactType): boolean => numbers.has(type);
