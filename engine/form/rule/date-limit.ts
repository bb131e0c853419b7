import { compare, endOfDay, isCivilDate, startOfDay, toDay } from '../../time.ts';
import type { Component } from '../form.ts';
import type { Run } from '../run.ts';
import { part, textSetting } from '../settings.ts';
import { hasTime, parseDay, parseInstant } from '../value/date.ts';
import type { RuleOf } from './rule.ts';

type Limit = (run: Run) => string | undefined;

/**
 * `widget.minDate`, `widget.maxDate` (ISO text) and our `validate.minDate`, `validate.maxDate` (ISO text, `today` or
 * `now`). A limit of `today` or `now` is not judged when the caller names neither.
 */
export const dateLimitRule: RuleOf = (component) => {
  if (component.type !== 'datetime') return undefined;
  const valid = hasTime(component) ? parseInstant : parseDay;
  const least = limitOf(component, 'minDate', startOfDay);
  const most = limitOf(component, 'maxDate', endOfDay);
  if (least === undefined && most === undefined) return undefined;
  return (value, run) => {
    if (typeof value !== 'string' || valid(value) !== value) return;
    const from = least?.(run);
    const to = most?.(run);
    if (from !== undefined && compare(value, from) < 0) run.sink.fail('minDate', { limit: from });
    if (to !== undefined && compare(value, to) > 0) run.sink.fail('maxDate', { limit: to });
  };
};

const limitOf = (component: Component, name: string, edge: (day: string) => string): Limit | undefined => {
  const setting = textSetting(part(component, 'validate')[name]) ?? textSetting(part(component, 'widget')[name]);
  if (setting === undefined) return undefined;
  const timed = hasTime(component);
  if (setting === 'today' || setting === 'now') return (run) => momentOfRun(run, setting, timed, edge);
  const fixed = timed ? instantLimit(setting, edge) : parseDay(setting);
  return fixed === undefined ? undefined : () => fixed;
};

const instantLimit = (setting: string, edge: (day: string) => string): string | undefined =>
  isCivilDate(setting) ? edge(setting) : parseInstant(setting);

const momentOfRun = (run: Run, setting: string, timed: boolean, edge: (day: string) => string): string | undefined => {
  const today = run.today ?? (run.now === undefined ? undefined : toDay(run.now));
  if (!timed || today === undefined) return today;
  return setting === 'now' && run.now !== undefined ? run.now : edge(today);
};
