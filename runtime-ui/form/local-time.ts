import { fromMilliseconds, instantParts, isInstant, toMilliseconds } from '#engine/time.ts';

const hour = 3_600_000;
const zone = 8 * hour;
const two = (number: number): string => String(number).padStart(2, '0');

/** What a date input shows for an instant: the wall clock of the platform's zone, whatever the computer's is. */
export const toLocalText = (instant: unknown): string => {
  if (!isInstant(instant)) return '';
  const { year, month, day, hour: hours, minute } = instantParts(instant);
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}T${two(hours)}:${two(minute)}`;
};

/** The instant of what was typed there; '' for nothing, and undefined for no moment at all. */
export const fromLocalText = (text: string): string | undefined => {
  if (text === '') return '';
  const utc = `${text.length === 16 ? `${text}:00` : text.slice(0, 19)}.000Z`;
  return isInstant(utc) ? fromMilliseconds(toMilliseconds(utc) - zone) : undefined;
};
