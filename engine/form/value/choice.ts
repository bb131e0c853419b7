import { isObject } from '../../json.ts';
import { type Component, forbiddenKeys } from '../form.ts';
import { part, textSetting } from '../settings.ts';
import type { CodesByKey, Read } from './value.ts';

export const readCheckbox: Read = (value, sink) =>
  typeof value === 'boolean' ? value : sink.fail('type', { expected: 'boolean' });

/** The values a select, radio or selectboxes offers. */
const offeredValues = (component: Component): ReadonlySet<string> => {
  const source = component.type === 'select' ? part(component, 'data').values : component.values;
  const options = Array.isArray(source) ? source : [];
  return new Set(options.filter(isObject).map((option) => String(option.value)));
};

const longestChoice = 256;
const control = /\p{Cc}/u;

/** One chosen value. Form.io's renderer turns "1" and "true" into 1 and true: they are turned back. */
export const readChoice = (component: Component): Read => {
  const only = part(component, 'validate').onlyAvailableItems === true;
  const offered = offeredValues(component);
  return (value, sink) => {
    const text = typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
    if (typeof text !== 'string') return sink.fail('type', { expected: 'choice' });
    if (offered.has(text)) return text;
    if (only || text.length > longestChoice || control.test(text))
      sink.fail('notInCodes', { value: text.slice(0, 64) });
    return text;
  };
};

/** Every offered value with true or false. The nameless false that Form.io sends for an untouched field is dropped. */
export const readSelectBoxes = (component: Component): Read => {
  const offered = offeredValues(component);
  return (value, sink) => {
    if (!isObject(value)) return sink.fail('type', { expected: 'choices' });
    const boxes = Object.entries(value).filter(([key, chosen]) => key !== '' || chosen !== false);
    const forbidden = boxes.find(([key]) => forbiddenKeys.has(key));
    if (forbidden !== undefined) return sink.fail('forbiddenKey', { key: forbidden[0] });
    if (boxes.some(([, chosen]) => typeof chosen !== 'boolean')) return sink.fail('type', { expected: 'choices' });
    const strange = boxes.find(([key]) => !offered.has(key));
    if (strange !== undefined) sink.fail('notInCodes', { value: strange[0].slice(0, 64) });
    return Object.fromEntries(boxes);
  };
};

/** An id of a code list; whether it may be chosen on a given date is for the caller who made the set. */
export const readCode = (component: Component, codes: CodesByKey): Read => {
  const listed = codes(textSetting(part(component, 'meta').codes) ?? '');
  return (value, sink) => {
    if (typeof value !== 'string') return sink.fail('type', { expected: 'code' });
    if (listed?.has(value) !== true) sink.fail('notInCodes', { value: value.slice(0, 64) });
    return value.slice(0, longestChoice);
  };
};
