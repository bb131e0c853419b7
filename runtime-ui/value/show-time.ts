import { instantParts, isCivilDate, isInstant } from '#engine/time.ts';

const two = (number: number): string => String(number).padStart(2, '0');

/** `2026-06-30 09:20` of an instant in the platform's zone; a civil date stays as it is. */
export const showInstant = (time: string | null | undefined): string => {
  if (!time) return '';
  if (!isInstant(time)) return time;
  const { year, month, day, hour, minute } = instantParts(time);
  return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}`;
};

/** The day of an instant or civil date. */
export const showDay = (time: string | null | undefined): string =>
  !time ? '' : isCivilDate(time) ? time : showInstant(time).slice(0, 10);
