import { type Issue, pointer } from '../issue.ts';
import type { CalendarDefinition } from '../schema/types.gen.ts';
import { compare, isCivilDate, isInstant, toDay } from '../time.ts';

export type DueUnit = 'naturalDay' | 'workDay' | 'hour' | 'month' | 'year';
type DueDirection = 'forward' | 'backward';
export type DueRoll = 'next' | 'previous' | 'none';

/** Time that does not count, `from` itself still counting: to − from days. `to` null is a pause that still runs. */
export interface Pause {
  /** Civil date or instant. */
  readonly from: string;
  readonly to: string | null;
}

export interface Extension {
  readonly length: number;
  /** The deadline's own unit when absent. */
  readonly unit?: DueUnit;
}

export interface DueInput {
  /** Civil date or instant of the start event; backward: of the event that must be preceded. */
  readonly start: string;
  readonly length: number;
  readonly unit: DueUnit;
  /** Default forward. */
  readonly direction?: DueDirection;
  /** What happens when the last day is no working day. Default: days next (backward: previous), hours none. */
  readonly roll?: DueRoll;
  readonly pauses?: readonly Pause[];
  /** A bare number is a length in the deadline's own unit. */
  readonly extensions?: readonly (number | Extension)[];
  readonly calendar: CalendarDefinition;
}

/** Faults of an input; computeDue answers only inputs without one. */
export const checkDueInput = (input: DueInput): Issue[] => [
  ...checkStart(input),
  ...checkBackward(input),
  ...(input.pauses ?? []).flatMap(checkPause),
  ...(input.extensions ?? []).flatMap((extension, index) => checkExtension(input, toExtension(extension), index)),
];

export const toExtension = (extension: number | Extension): Extension =>
  typeof extension === 'number' ? { length: extension } : extension;

const isTime = (value: unknown): boolean => isCivilDate(value) || isInstant(value);

/** More than any term known, small enough that counting day by day always ends soon. */
const longest = 100_000;

const isLength = (value: number): boolean => Number.isSafeInteger(value) && value >= 0 && value <= longest;

const checkStart = ({ start, length }: DueInput): Issue[] => [
  ...(isTime(start) ? [] : [{ path: pointer('start'), code: 'deadline-no-time' }]),
  ...(isLength(length) ? [] : [{ path: pointer('length'), code: 'deadline-length' }]),
];

/** Rolling towards the event would shorten the time kept free before it; a term counted backward has no course to pause. */
const checkBackward = ({ direction, roll, pauses = [], extensions = [] }: DueInput): Issue[] => {
  if (direction !== 'backward') return [];
  return [
    ...(roll === 'next' ? [{ path: pointer('roll'), code: 'deadline-backward-roll' }] : []),
    ...(pauses.length > 0 ? [{ path: pointer('pauses'), code: 'deadline-backward-pause' }] : []),
    ...(extensions.length > 0 ? [{ path: pointer('extensions'), code: 'deadline-backward-extension' }] : []),
  ];
};

const checkPause = ({ from, to }: Pause, index: number): Issue[] => {
  if (!isTime(from)) return [{ path: pointer('pauses', index, 'from'), code: 'deadline-no-time' }];
  if (to === null) return [];
  if (!isTime(to)) return [{ path: pointer('pauses', index, 'to'), code: 'deadline-no-time' }];
  const order = from.length === to.length ? compare(to, from) : compare(toDay(to), toDay(from));
  return order < 0 ? [{ path: pointer('pauses', index, 'to'), code: 'deadline-pause-order' }] : [];
};

const checkExtension = ({ unit }: DueInput, extension: Extension, index: number): Issue[] => {
  const mixed = extension.unit !== undefined && (extension.unit === 'hour') !== (unit === 'hour');
  return [
    ...(isLength(extension.length) ? [] : [{ path: pointer('extensions', index), code: 'deadline-length' }]),
    ...(mixed ? [{ path: pointer('extensions', index), code: 'deadline-mixed-units' }] : []),
  ];
};
