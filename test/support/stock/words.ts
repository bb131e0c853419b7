import { date, text, title } from '../definition-words.ts';

export { date, text, title };

/** Shorthand for definitions of the stock pack. */
export const required = (component: object) => ({ ...component, validate: { required: true } });
export const organizations = (key: string) => ({
  type: 'organization',
  key,
  label: key,
  input: true,
  multiple: true,
});
export const form = (module: string, key: string, components: readonly object[], into?: string) => ({
  kind: 'form',
  key,
  module,
  title: title(key),
  ...(into !== undefined && { into }),
  components,
});
export const set = (field: string, value: object) => ({ type: 'set', field, value });
export const now = { now: 'instant' };
export const send = (message: string) => ({ type: 'send', exchange: 'stock', message });
export const clock = (type: 'startClock' | 'stopClock', deadline: string, start?: object) => ({
  type,
  deadline,
  ...(start !== undefined && { start }),
});
export const field = (path: string, type: string) => ({ field: path, type, title: title(path) });
