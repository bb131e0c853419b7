import { wrongLimits } from '../../file/limits.ts';
import { pointer } from '../../issue.ts';
import { isObject } from '../../json.ts';
import { checks } from '../check/checks.ts';
import { type Component, forbiddenKeys } from '../form.ts';
import { backtracks } from '../rule/backtracks.ts';
import { compilePattern } from '../rule/pattern.ts';
import { numberSetting, part, textSetting, textsSetting } from '../settings.ts';
import { Sink } from '../sink.ts';
import type { FormNode } from '../tree.ts';
import { parseDay } from '../value/date.ts';
import { readerOf } from '../value/read.ts';
import type { Report } from './finding.ts';

/** Settings a rule or a reader would otherwise pass over in silence. */
export const checkSettings = (node: FormNode, report: Report): void => {
  const { component, role } = node;
  checkPattern(component, report);
  checkBounds(component, report);
  checkDates(component, report);
  if (role !== 'leaf') return;
  checkMeta(component, report);
  checkOptions(component, report);
  checkDefault(component, report);
};

const checkPattern = (component: Component, report: Report): void => {
  const { pattern } = part(component, 'validate');
  if (pattern === undefined || pattern === null || pattern === '') return;
  try {
    compilePattern(String(pattern));
  } catch {
    report('badPattern', '/validate/pattern', { pattern: String(pattern).slice(0, 100) });
    return;
  }
  // The server matches in linear time whatever the pattern; the browser's own matcher does not.
  if (backtracks(String(pattern)))
    report('patternBacktracks', '/validate/pattern', { pattern: String(pattern).slice(0, 100) });
};

const bounds = [
  ['min', 'max'],
  ['minLength', 'maxLength'],
  ['minWords', 'maxWords'],
  ['minSelectedCount', 'maxSelectedCount'],
] as const;

const checkBounds = (component: Component, report: Report): void => {
  const validate = part(component, 'validate');
  for (const [lower, upper] of bounds) {
    for (const name of [lower, upper]) {
      if (!isNumberOrNone(validate[name])) report('badSetting', `/validate/${name}`, { property: name });
    }
    const least = numberSetting(validate[lower]);
    const most = numberSetting(validate[upper]);
    if (least !== undefined && most !== undefined && least > most) {
      report('badSetting', `/validate/${upper}`, { property: upper });
    }
  }
};

const isNumberOrNone = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || numberSetting(value) !== undefined;

const checkDates = (component: Component, report: Report): void => {
  for (const place of ['validate', 'widget', 'datePicker']) {
    for (const name of ['minDate', 'maxDate']) {
      const setting = part(component, place)[name];
      const word = place === 'validate' && (setting === 'today' || setting === 'now');
      if (setting === undefined || setting === null || setting === '' || word) continue;
      if (typeof setting !== 'string' || parseDay(setting) === undefined) {
        report('badSetting', pointer(place, name), { property: name });
      }
    }
  }
};

const checkMeta = (component: Component, report: Report): void => {
  const meta = part(component, 'meta');
  if (component.type === 'code' && textSetting(meta.codes) === undefined) {
    report('badSetting', '/meta/codes', { property: 'codes' });
  }
  if (component.type === 'record' && textSetting(meta.module) === undefined) {
    report('badSetting', '/meta/module', { property: 'module' });
  }
  if (component.type === 'attachment')
    for (const name of wrongLimits(component)) report('badSetting', `/meta/${name}`, { property: name });
  for (const name of textsSetting(meta.check)) {
    if (!Object.hasOwn(checks, name)) report('badSetting', '/meta/check', { property: name });
  }
};

const checkOptions = (component: Component, report: Report): void => {
  if (!['select', 'radio', 'selectboxes'].includes(String(component.type))) return;
  const [options, below] =
    component.type === 'select' ? [part(component, 'data').values, '/data/values'] : [component.values, '/values'];
  if (!Array.isArray(options)) {
    report('badSetting', below, { property: 'values' });
    return;
  }
  const seen = new Set<string>();
  for (const [index, option] of options.entries()) {
    const value = isObject(option) ? option.value : undefined;
    const fine = typeof value === 'string' && value !== '' && !forbiddenKeys.has(value) && !seen.has(value);
    if (!fine) report('badSetting', `${below}/${index}`, { property: 'values' });
    seen.add(String(value));
  }
};

/** A default must itself be a value of the field. Codes are checked with their list. */
const checkDefault = (component: Component, report: Report): void => {
  const { defaultValue, type, multiple } = component;
  if (!defaultValue || type === 'code') return;
  const sink = new Sink();
  readerOf(component, () => undefined)(
    multiple === true && !Array.isArray(defaultValue) ? [defaultValue] : defaultValue,
    sink,
  );
  if (sink.issues.length > 0) report('badSetting', '/defaultValue', { property: 'defaultValue' });
};
