/** Shorthand for definitions of the workshop pack. */
export const title = (en: string) => ({ zh: en, en });
export const text = (key: string, more: object = {}) => ({ type: 'textfield', key, label: key, input: true, ...more });
export const date = (key: string) => ({
  type: 'datetime',
  key,
  label: key,
  input: true,
  enableTime: false,
  enableDate: true,
});
export const post = (key: string) => ({ kind: 'post', key, module: 'platform', title: title(key) });
export const level = (key: string, rank: number) => ({
  kind: 'level',
  key,
  module: 'platform',
  title: title(key),
  rank,
});
export const days = (key: string, length: number) => ({
  kind: 'parameter',
  key,
  module: 'loan',
  title: title(key),
  type: 'duration',
  unit: 'naturalDay',
  values: [{ from: '2020-01-01', value: { length, unit: 'naturalDay' } }],
});
