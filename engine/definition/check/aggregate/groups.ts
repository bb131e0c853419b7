import { isEachOperand, isParameterOperand } from '../../../aggregate/operand.ts';
import type { FactType } from '../../../condition/condition.ts';
import type { AggregateGroup, CoalescePart } from '../../../schema/types.gen.ts';
import type { Finding } from '../../catalog.ts';
import { each } from '../../walk.ts';
import { meant } from '../meant.ts';
import { operandFaults } from './operands.ts';
import { factFaults, fault, isMany, isOne, isText, isTime, type Subject } from './subject.ts';

const most = 6;

/** Keys differ; each names fields there are, rolled up in one way that their type allows. */
export const groupFaults = (subject: Subject): Finding[] => {
  const groups = subject.aggregate.groupBy ?? [];
  const keys = groups.map(({ key }) => key);
  return [
    ...(groups.length > most
      ? [fault(subject, '/groupBy', 'aggregate-too-many-keys', { count: groups.length, right: most })]
      : []),
    ...each('/groupBy', groups).flatMap(({ path, value }, index) => [
      ...(keys.indexOf(value.key) < index
        ? [fault(subject, `${path}/key`, 'aggregate-key-twice', { key: value.key })]
        : []),
      ...oneGroup(subject, path, value),
    ]),
  ];
};

const ways = ['prefix', 'level', 'organizationLevel', 'bucket'] as const;

const oneGroup = (subject: Subject, path: string, group: AggregateGroup): Finding[] => {
  const { field, coalesce } = group;
  const used = ways.filter((way) => group[way] !== undefined);
  if (
    (field === undefined) === (coalesce === undefined) ||
    used.length > 1 ||
    (coalesce && (used.length > 0 || group.item !== undefined))
  )
    return [fault(subject, path, 'aggregate-group-form', { right: `field | coalesce; ${ways.join(' | ')}` })];
  if (coalesce !== undefined)
    return each(`${path}/coalesce`, coalesce).flatMap((part) => partFaults(subject, part.path, part.value));
  const [way] = used;
  const fits = group.item === undefined ? isOne : (type: FactType) => isMany(type) && type !== 'files';
  const faults = factFaults(subject, `${path}/field`, field ?? '', fits);
  if (faults.length > 0 || way === undefined) return faults;
  return wayFaults[way](
    subject,
    path,
    group,
    group.item === undefined ? (subject.facts[field ?? ''] ?? 'text') : 'code',
  );
};

const partFaults = (subject: Subject, path: string, { field, fields, from, length }: CoalescePart): Finding[] => {
  const sliced = from !== undefined || length !== undefined;
  if ((field === undefined) === (fields === undefined) || (fields !== undefined && sliced))
    return [fault(subject, path, 'aggregate-group-form', { right: 'field, from, length | fields' })];
  if (field !== undefined) return factFaults(subject, `${path}/field`, field, isText);
  return each(`${path}/fields`, fields).flatMap((one) => factFaults(subject, one.path, one.value, isText));
};

type WayFaults = (subject: Subject, path: string, group: AggregateGroup, type: FactType) => Finding[];

const regionDigits = [0, 2, 4, 6, 9, 12];
const otherDigits = Array.from({ length: 21 }, (_, digits) => digits);

const prefix: WayFaults = (subject, path, { field = '', prefix: digits }, type) => {
  const allowed = type === 'region' ? regionDigits : otherDigits;
  const open = isParameterOperand(digits) || isEachOperand(digits);
  return [
    ...(isText(type) ? [] : factFaults(subject, `${path}/field`, field, isText)),
    ...operandFaults(subject, `${path}/prefix`, digits, { type: 'integer' }),
    ...(open || allowed.includes(Number(digits))
      ? []
      : [fault(subject, `${path}/prefix`, 'aggregate-prefix', { value: digits, right: allowed.join(', ') })]),
  ];
};

const level: WayFaults = (subject, path, { field = '' }) => {
  const { fields } = subject.module;
  if (fields.get(field)?.codes !== undefined) return [];
  const right = [...fields].filter(([, one]) => one.codes !== undefined).map(([name]) => name);
  return [fault(subject, `${path}/field`, 'aggregate-no-tree', { field, right: meant(field, right) })];
};

const organizationLevel: WayFaults = (subject, path, { field = '', organizationLevel: wanted }, type) => {
  const levels = subject.catalog.definitions.level;
  const open = isParameterOperand(wanted) || isEachOperand(wanted);
  return [
    ...(type === 'organization' ? [] : factFaults(subject, `${path}/field`, field, (one) => one === 'organization')),
    ...operandFaults(subject, `${path}/organizationLevel`, wanted, { type: 'code' }),
    ...(open || levels.has(String(wanted))
      ? []
      : [
          fault(subject, `${path}/organizationLevel`, 'aggregate-level-missing', {
            level: wanted,
            right: meant(String(wanted), levels.keys()),
          }),
        ]),
  ];
};

const bucket: WayFaults = (subject, path, { field = '' }, type) =>
  isTime(type) ? [] : factFaults(subject, `${path}/field`, field, isTime);

const wayFaults: Readonly<Record<(typeof ways)[number], WayFaults>> = { prefix, level, organizationLevel, bucket };
