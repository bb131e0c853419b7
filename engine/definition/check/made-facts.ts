import type { AccruedFact, FactDeclaration, MovedFact, RuleSetDefinition, SpanFact } from '../../schema/types.gen.ts';
import type { Finding } from '../catalog.ts';
import { type At, at } from '../walk.ts';
import { finding } from './check.ts';
import { meant } from './meant.ts';

/** Facts made of other facts of their set have parts of the right types. */
export const checkMade = (ruleSet: RuleSetDefinition, { path, value }: At<FactDeclaration>): Finding[] => {
  const { accrue, span, moved } = value;
  if (accrue !== undefined) return checkAccrued(ruleSet, at(`${path}/accrue`, accrue));
  if (span !== undefined) return checkSpan(ruleSet, at(path, value), span);
  return moved === undefined ? [] : checkMoved(ruleSet, at(path, value), moved);
};

/** What grows is made of facts of its types. */
const accruedTypes = {
  principal: ['money'],
  permille: ['integer'],
  from: ['date'],
  to: ['date'],
  without: ['integer'],
  capPermille: ['integer'],
} as const;

const dates = ['date', 'instant'] as const;

const checkAccrued = (ruleSet: RuleSetDefinition, { path, value }: At<AccruedFact>): Finding[] =>
  (Object.keys(accruedTypes) as (keyof typeof accruedTypes)[]).flatMap((part) =>
    checkPart(ruleSet, at(`${path}/${part}`, value[part]), accruedTypes[part]),
  );

const checkSpan = (ruleSet: RuleSetDefinition, { path, value }: At<FactDeclaration>, span: SpanFact): Finding[] => [
  ...checkOwn(ruleSet, at(path, value), 'integer'),
  ...checkPart(ruleSet, at(`${path}/span/from`, span.from), dates),
  ...checkPart(ruleSet, at(`${path}/span/to`, span.to), dates),
  ...checkCalendar(ruleSet, at(`${path}/span`, span)),
];

const checkMoved = (ruleSet: RuleSetDefinition, { path, value }: At<FactDeclaration>, moved: MovedFact): Finding[] => [
  ...checkOwn(ruleSet, at(path, value), 'date'),
  ...checkPart(ruleSet, at(`${path}/moved/from`, moved.from), dates),
  ...(typeof moved.by === 'number' ? [] : checkPart(ruleSet, at(`${path}/moved/by`, moved.by), ['integer'])),
  ...checkCalendar(ruleSet, at(`${path}/moved`, moved)),
];

const checkOwn = (ruleSet: RuleSetDefinition, { path, value }: At<FactDeclaration>, right: string): Finding[] =>
  value.type === right
    ? []
    : [
        finding(ruleSet, `${path}/type`, 'field-type', {
          field: path.split('/').at(-1) ?? '',
          type: value.type,
          right,
        }),
      ];

/** Working days are counted by a calendar, and nothing else is. */
const checkCalendar = (
  ruleSet: RuleSetDefinition,
  { path, value }: At<{ readonly unit: string; readonly calendar?: string }>,
): Finding[] =>
  (value.unit === 'workday') === (value.calendar !== undefined)
    ? []
    : [finding(ruleSet, `${path}/calendar`, 'fact-calendar', { unit: value.unit })];

const checkPart = (
  ruleSet: RuleSetDefinition,
  { path, value: name }: At<string | undefined>,
  right: readonly string[],
): Finding[] => {
  if (name === undefined) return [];
  const type = Object.hasOwn(ruleSet.facts, name) ? ruleSet.facts[name]?.type : undefined;
  if (type === undefined)
    return [finding(ruleSet, path, 'fact-unknown', { fact: name, right: meant(name, Object.keys(ruleSet.facts)) })];
  return right.includes(type)
    ? []
    : [finding(ruleSet, path, 'field-type', { field: name, type, right: right.join(', ') })];
};
