import { addDays, endOfDay, startOfDay, toCivilDate } from '#engine/time.ts';

type Filters = Readonly<Record<string, string>>;

/** Days ahead that are soon. */
const soon = 7;

/** What is due before today, or within the next days, as lists and the worklist take it: by moments, both belong to it. */
export const dueFilters = (
  due: 'late' | 'soon' | undefined,
  now: string,
  [from, to]: readonly [string, string],
): Filters => {
  const today = toCivilDate(now);
  if (due === 'late') return { [to]: endOfDay(addDays(today, -1)) };
  return due === 'soon' ? { [from]: startOfDay(today), [to]: endOfDay(addDays(today, soon)) } : {};
};
