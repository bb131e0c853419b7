import { title } from '../definition-words.ts';

const parameter = (key: string, value: unknown, more: object = {}) => ({
  kind: 'parameter',
  key,
  module: 'watch',
  title: title(key),
  type: 'integer',
  values: [{ from: '2020-01-01', value, basis: `house rule on ${key}` }],
  ...more,
});

const lossesOf = {
  kind: 'aggregate',
  key: 'reader-losses',
  module: 'watch',
  title: title('Losses of a reader'),
  source: 'loss',
  at: 'on',
  window: { kind: 'rolling', unit: 'month', length: { parameter: 'watch-months' } },
  where: {
    all: [
      { fact: 'proven', operator: 'equal', value: true },
      { fact: '$state', operator: 'equal', value: 'closed' },
    ],
  },
  groupBy: [{ key: 'reader', field: 'reader' }],
  measures: {
    count: { function: 'count' },
    points: { function: 'sum', field: 'weight', weights: { slight: 1, heavy: 3, grave: 5 } },
    grave: { function: 'count', where: { fact: 'weight', operator: 'equal', value: 'grave' } },
    last: { function: 'max', field: 'on' },
  },
  keepRecords: true,
  index: [['reader', 'on']],
};

const placeLosses = {
  kind: 'aggregate',
  key: 'place-losses',
  module: 'watch',
  title: title('Losses of a place'),
  source: 'loss',
  each: 'gauge',
  at: 'on',
  window: { kind: 'rolling', unit: 'day', length: { each: 'days' } },
  groupBy: [{ key: 'place', field: 'place', prefix: { each: 'digits' } }],
  measures: { count: { function: 'count' }, readers: { function: 'countDistinct', field: 'reader' } },
  keepRecords: true,
};

const watching = {
  kind: 'ruleset',
  key: 'watch-list',
  module: 'watch',
  title: title('Who is watched'),
  subject: { keys: ['reader'], from: ['reader-losses'] },
  owner: [{ post: 'head' }],
  trigger: {
    demand: true,
    daily: '02:00',
    changed: [{ module: 'loss', subject: { reader: 'reader' } }],
  },
  facts: {
    reader: { type: 'text', group: 'reader' },
    count: { type: 'integer', measure: 'reader-losses.count', title: title('Losses') },
    points: { type: 'integer', measure: 'reader-losses.points', title: title('Points') },
    grave: { type: 'integer', measure: 'reader-losses.grave', title: title('Grave losses') },
    last: { type: 'date', measure: 'reader-losses.last' },
    threshold: { type: 'integer', parameter: 'watch-threshold', at: '$asOf' },
    limit: { type: 'integer', parameter: 'watch-points', at: '$asOf' },
  },
  rules: [
    ['many', { fact: 'count', operator: 'greaterThanInclusive', value: { fact: 'threshold' } }],
    ['heavy', { fact: 'points', operator: 'greaterThanInclusive', value: { fact: 'limit' } }],
    ['gravely', { fact: 'grave', operator: 'greaterThanInclusive', value: 1 }],
  ].map(([key, when]) => ({
    key,
    title: title(`By ${String(key)}`),
    when,
    outcome: {
      type: 'create',
      module: 'watch',
      basis: 'house rule 12',
      match: { reader: { group: 'reader' } },
      while: ['candidate'],
      data: {
        count: { fact: 'count' },
        points: { fact: 'points' },
        since: { asOf: true },
        reasons: { rules: true },
        losses: { records: 'reader-losses', row: { id: '$id', book: 'book', on: 'on' } },
      },
      organization: { literal: 'town' },
    },
  })),
};

const alarming = {
  kind: 'ruleset',
  key: 'alarms',
  module: 'watch',
  title: title('Where it alarms'),
  subject: {
    keys: ['place'],
    from: ['place-losses'],
    each: { module: 'gauge', where: { fact: '$state', operator: 'equal', value: 'active' } },
  },
  trigger: { demand: true, changed: [{ module: 'loss', subject: { place: 'place' } }] },
  facts: {
    count: { type: 'integer', measure: 'place-losses.count' },
    readers: { type: 'integer', measure: 'place-losses.readers' },
    name: { type: 'text', each: 'name' },
  },
  rules: [
    {
      key: 'ring',
      when: { fact: 'count', operator: 'greaterThan', value: 0 },
      outcome: {
        type: 'create',
        module: 'alarm',
        match: { place: { group: 'place' }, gauge: { each: '$id' } },
        while: ['ringing'],
        again: 'raised',
        lapseAfter: { literal: 0 },
        data: { count: { fact: 'count' } },
        organization: { group: 'place' },
        level: {
          field: 'level',
          history: 'levels',
          ladder: {
            fact: 'count',
            levels: [
              { key: 'blue', from: { each: 'blue' } },
              { key: 'yellow', from: { each: 'yellow' } },
              { key: 'red', from: { each: 'red' } },
            ],
            modifiers: [{ when: { fact: 'readers', operator: 'greaterThanInclusive', value: 3 }, by: 1 }],
          },
        },
      },
    },
  ],
};

const ruler = {
  kind: 'role',
  key: 'ruler',
  module: 'platform',
  title: title('Ruler'),
  grants: [{ module: '*', operations: ['read'], scope: 'subtree' }],
  system: ['definitionsRead', 'definitionsEdit', 'definitionsPublish', 'operations'],
};

export const watchRules = [
  ruler,
  parameter('watch-threshold', 3),
  parameter('watch-points', 5),
  parameter('watch-months', 24),
  lossesOf,
  placeLosses,
  watching,
  alarming,
];
