import { isEachOperand, isParameterOperand } from '../../../aggregate/operand.ts';
import { monthsIn } from '../../../aggregate/period.ts';
import { rollUpTo } from '../../../aggregate/roll-up.ts';
import type { AggregateGroup } from '../../../schema/types.gen.ts';
import { daysBetween, isCivilDate } from '../../../time.ts';
import type { Finding } from '../../catalog.ts';
import { regionCodes } from '../../region-codes.ts';
import { fault, type Subject } from './subject.ts';

const defaultMaxGroups = 1_000_000;

/** Keys whose values are known beforehand do not make more groups than the aggregate may have. */
export const sizeFaults = (subject: Subject): Finding[] => {
  const { groupBy = [], maxGroups = defaultMaxGroups } = subject.aggregate;
  const counts = groupBy.map((group) => valuesOf(subject, group));
  // Roll-ups of one field lie within each other: the finest of them makes all the groups.
  const byField = new Map<string, number>();
  for (const [index, { key, field = key }] of groupBy.entries())
    byField.set(field, Math.max(byField.get(field) ?? 1, counts[index] ?? 1));
  const groups = [...byField.values()].reduce((product, count) => product * count, 1);
  if (groups <= maxGroups) return [];
  const parts = groupBy.flatMap(({ key }, index) => (counts[index] === undefined ? [] : [`${key} ${counts[index]}`]));
  return [fault(subject, '/groupBy', 'aggregate-size', { groups, parts: parts.join(' × '), right: maxGroups })];
};

/** How many values a key can have; undefined where only the records know. */
const valuesOf = (subject: Subject, group: AggregateGroup): number | undefined => {
  const { field = '', prefix, level, bucket } = group;
  const { module, catalog, facts } = subject;
  if (bucket !== undefined) return Math.ceil(daysIn(subject) / (30 * monthsIn[bucket]));
  const type = facts[field];
  if (type === 'boolean') return 2;
  if (type === 'region') return regionsOf(subject, prefix);
  if (type === 'date') return daysIn(subject);
  const items = catalog.definitions.codes.get(module.fields.get(field)?.codes ?? '')?.items;
  if (field === '$state') return Object.keys(module.workflow.states).length;
  if (items === undefined) return undefined;
  if (level === undefined) return items.length;
  const rollUp = rollUpTo(items, level);
  const at = (code: string): string =>
    'digits' in rollUp ? code.slice(0, rollUp.digits) : (rollUp.codes.get(code) ?? code);
  return new Set(items.map(({ code }) => at(code))).size;
};

const regionsOf = ({ catalog }: Subject, prefix: AggregateGroup['prefix']): number | undefined => {
  const codes = regionCodes(catalog.definitions);
  if (codes.size === 0) return undefined;
  const digits = isParameterOperand(prefix) || isEachOperand(prefix) || prefix === undefined ? 6 : Number(prefix);
  return new Set([...codes].map((code) => code.slice(0, digits))).size;
};

/** The days of the window as far as they are known; years enough for what has none. */
const daysIn = ({ aggregate: { window } }: Subject): number => {
  const unknown = 3650;
  if (window?.kind === 'range')
    return isCivilDate(window.from) && isCivilDate(window.to) ? daysBetween(window.from, window.to) + 1 : unknown;
  if (window?.kind === 'calendar')
    return window.unit === undefined || window.unit === 'day' ? 1 : 31 * monthsIn[window.unit];
  if (window?.kind !== 'rolling' || typeof window.length !== 'number') return unknown;
  return window.unit === 'month' ? window.length * 31 : window.length;
};
