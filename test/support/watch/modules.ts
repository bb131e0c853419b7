import { date, text, title } from '../definition-words.ts';

const integer = (key: string) => ({ type: 'number', key, label: key, input: true, decimalLimit: 0 });
const region = (key: string) => ({ type: 'region', key, label: key, input: true, meta: { index: true } });
const choice = (key: string, values: readonly string[]) => ({
  type: 'select',
  key,
  label: key,
  input: true,
  data: { values: values.map((value) => ({ label: value, value })) },
});

const desk = [{ post: 'desk' }];

interface Made {
  readonly key: string;
  readonly titleField: string;
  readonly components: readonly object[];
  readonly fields?: readonly object[];
  readonly states: Readonly<Record<string, 'editable' | 'locked' | 'terminal'>>;
  /** Action → [from, to]; `!` marks one that the platform alone takes. */
  readonly moves?: Readonly<Record<string, readonly [string, string]>>;
}

const moduleOf = ({ key, titleField, components, fields = [], states, moves = {} }: Made) => {
  const [initial = ''] = Object.keys(states);
  const on = (state: string) =>
    Object.fromEntries(
      Object.entries(moves).flatMap(([name, [from, to]]) =>
        from === state ? [[name.replace('!', ''), [{ target: to }]]] : [],
      ),
    );
  return [
    { kind: 'form', key: `${key}Form`, module: key, title: title(key), components },
    {
      kind: 'workflow',
      key: `${key}Flow`,
      module: key,
      title: title(key),
      initial,
      states: Object.fromEntries(
        Object.entries(states).map(([state, kind]) => [
          state,
          {
            title: title(state),
            class: kind,
            ...(kind === 'terminal' ? {} : { edit: [{ form: `${key}Form`, who: desk }], on: on(state) }),
          },
        ]),
      ),
      actions: Object.fromEntries(
        Object.keys(moves).map((name) =>
          name.endsWith('!')
            ? [name.replace('!', ''), { title: title(name.replace('!', '')), machine: true }]
            : [name, { title: title(name), who: desk }],
        ),
      ),
    },
    {
      kind: 'module',
      key,
      module: key,
      title: title(key),
      workflow: `${key}Flow`,
      createForm: `${key}Form`,
      forms: [`${key}Form`],
      titleField,
      fields,
      list: { columns: [titleField, '$state'], query: [] },
      operations: ['read', 'create', 'update', 'delete'],
      create: desk,
    },
  ];
};

/** Losses of books are counted; readers who lose too many are watched; gauges alarm where too many are lost. */
export const watchModules = [
  ...moduleOf({
    key: 'loss',
    titleField: 'book',
    components: [
      text('book'),
      { ...text('reader'), meta: { index: true } },
      region('place'),
      { ...date('on'), meta: { index: true } },
      choice('weight', ['slight', 'heavy', 'grave']),
      { type: 'checkbox', key: 'proven', label: 'proven', input: true },
      { type: 'money', key: 'price', label: 'price', input: true },
    ],
    states: { open: 'editable', closed: 'locked', gone: 'terminal' },
    moves: { close: ['open', 'closed'], forget: ['closed', 'gone'] },
  }),
  ...moduleOf({
    key: 'watch',
    titleField: 'reader',
    components: [{ ...text('reader'), meta: { index: true } }, text('note')],
    fields: [
      { field: 'count', type: 'integer', title: title('Count') },
      { field: 'points', type: 'integer', title: title('Points') },
      { field: 'since', type: 'date', title: title('Since') },
      { field: 'reasons', type: 'codes', title: title('Reasons') },
      { field: 'losses', type: 'rows', title: title('Losses') },
    ],
    states: { candidate: 'editable', listed: 'locked', dropped: 'terminal', removed: 'terminal' },
    moves: {
      list: ['candidate', 'listed'],
      drop: ['candidate', 'dropped'],
      'lapse!': ['candidate', 'removed'],
      strike: ['listed', 'removed'],
    },
  }),
  ...moduleOf({
    key: 'gauge',
    titleField: 'name',
    components: [text('name'), integer('blue'), integer('yellow'), integer('red'), integer('days'), integer('digits')],
    states: { resting: 'editable', active: 'locked', stopped: 'terminal' },
    moves: { begin: ['resting', 'active'], stop: ['active', 'stopped'] },
  }),
  ...moduleOf({
    key: 'alarm',
    titleField: 'place',
    components: [
      { ...text('place'), meta: { index: true } },
      { ...text('gauge'), meta: { index: true } },
    ],
    fields: [
      { field: 'level', type: 'code', title: title('Level') },
      { field: 'levels', type: 'rows', title: title('Levels') },
      { field: 'count', type: 'integer', title: title('Count') },
    ],
    states: { ringing: 'editable', heard: 'locked', silent: 'terminal' },
    moves: {
      hear: ['ringing', 'heard'],
      hush: ['ringing', 'silent'],
      calm: ['heard', 'silent'],
      'lapse!': ['ringing', 'silent'],
    },
  }),
];
