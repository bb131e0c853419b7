import {
  endOfDay,
  fromMilliseconds,
  isCivilDate,
  startOfDay,
  toCivilDate,
  toDayNumber,
  toMilliseconds,
} from '../../time.ts';
import type { Component } from '../form.ts';
import type { Read } from './value.ts';

const written = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3})\d*)?)?(?:Z|([+-])(\d{2}):?(\d{2}))$/;

/** The instant (UTC, milliseconds) of a date and time with its offset in ISO 8601, or undefined. Leap seconds are none. */
export const parseInstant = (text: string): string | undefined => {
  const [, day = '', hour, minute, second = '0', fraction = '0', sign, offsetHour = '0', offsetMinute = '0'] =
    written.exec(text) ?? [];
  if (!isCivilDate(day) || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  if (Number(offsetHour) > 14 || Number(offsetMinute) > 59) return undefined;
  const offset = (Number(offsetHour) * 60 + Number(offsetMinute)) * (sign === '-' ? -1 : 1);
  const minutes = toDayNumber(day) * 1440 + Number(hour) * 60 + Number(minute) - offset;
  const instant = minutes * 60_000 + Number(second) * 1000 + Number(fraction.padEnd(3, '0'));
  return instant < firstInstant || instant > lastInstant ? undefined : fromMilliseconds(instant);
};

const firstInstant = toMilliseconds(endOfDay('0001-01-02'));
const lastInstant = toMilliseconds(startOfDay('9999-12-31'));

/** The civil date of a date, or of a date and time as Form.io's calendar sends it, in the platform's zone. */
export const parseDay = (text: string): string | undefined => {
  if (isCivilDate(text)) return text;
  const instant = parseInstant(text);
  return instant === undefined ? undefined : toCivilDate(instant);
};

export const hasTime = (component: Component): boolean => component.enableTime !== false;

/** `YYYY-MM-DD` where enableTime is false, else an instant in UTC with milliseconds. */
export const readDate = (component: Component): Read => {
  const parse = hasTime(component) ? parseInstant : parseDay;
  return (value, sink) => {
    if (typeof value !== 'string') return sink.fail('type', { expected: 'date' });
    const read = parse(value);
    if (read === undefined) sink.fail('date');
    return read ?? value.slice(0, 64);
  };
};

/** Milliseconds of a civil date (its first moment here) or instant, NaN for anything else. */
export const momentOf = (value: unknown): number => {
  if (typeof value !== 'string') return Number.NaN;
  const instant = isCivilDate(value) ? startOfDay(value) : parseInstant(value);
  return instant === undefined ? Number.NaN : toMilliseconds(instant);
};
