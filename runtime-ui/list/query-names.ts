import { endOfDay, isCivilDate, isInstant, startOfDay, toCivilDate } from '#engine/time.ts';

/** The name of a field in the address: system columns are written without their sign. */
export const fieldName = (field: string): string => field.replace('$', '');

/** The edge of a range as a person picks it (a day) from what the address holds (a day, or an instant). */
export const dayOfEdge = (text: string | undefined): string =>
  text === undefined ? '' : isInstant(text) ? toCivilDate(text) : isCivilDate(text) ? text : '';

/** The edge of a range for the address: of instants the first or last moment of the day, else the day itself. */
export const edgeOfDay = (day: string, edge: 'from' | 'to', isMoment: boolean): string => {
  if (!isCivilDate(day)) return '';
  if (!isMoment) return day;
  return edge === 'from' ? startOfDay(day) : endOfDay(day);
};
