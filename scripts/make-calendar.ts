// Writes the years of definitions/platform/calendars/cn.json from the data of the package chinese-days (State Council notices).
// The package answers "working day" for a year it does not hold, so the covered years are read from its data.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { formatDefinition } from '#engine/definition/canonical.ts';
import type { CalendarDefinition } from '#engine/schema/types.gen.ts';

interface Source {
  readonly holidays: Readonly<Record<string, string>>;
  readonly workdays: Readonly<Record<string, string>>;
}

const target = new URL('../definitions/platform/calendars/cn.json', import.meta.url);

const ofYear = (days: Readonly<Record<string, string>>, year: string): string[] =>
  Object.keys(days)
    .filter((day) => day.startsWith(`${year}-`))
    .sort();

/** A year is covered when its three fixed holidays are there; stray days of a neighbouring year do not make one. */
const isCovered = (year: string, holidays: Readonly<Record<string, string>>): boolean =>
  ['01-01', '05-01', '10-01'].every((day) => `${year}-${day}` in holidays);

export const makeCalendar = (): CalendarDefinition => {
  const source: Source = createRequire(import.meta.url)('chinese-days/dist/chinese-days.json');
  const found = [...new Set(Object.keys(source.holidays).map((day) => day.slice(0, 4)))].sort();
  const years: CalendarDefinition['years'] = {};
  for (const year of found.filter((candidate) => isCovered(candidate, source.holidays))) {
    years[year] = { holidays: ofYear(source.holidays, year), workdays: ofYear(source.workdays, year) };
  }
  const present = JSON.parse(readFileSync(target, 'utf8')) as CalendarDefinition;
  return { ...present, years };
};

export const calendarText = (): string => formatDefinition(makeCalendar());

if (import.meta.main) {
  if (process.argv.includes('--check')) {
    const same = readFileSync(target, 'utf8') === calendarText();
    process.stdout.write(same ? 'cn.json agrees with chinese-days\n' : 'cn.json differs from chinese-days\n');
    process.exitCode = same ? 0 : 1;
  } else writeFileSync(target, calendarText());
}
