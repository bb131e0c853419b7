import { title } from './words.ts';

const duration = (key: string, length: number, unit: string) => ({
  kind: 'parameter',
  key,
  module: 'stockOrder',
  title: title(key),
  type: 'duration',
  unit,
  values: [{ from: '2020-01-01', value: { length, unit } }],
});

const byUrgency = (key: string, lengths: Readonly<Record<string, number>>) => ({
  kind: 'parameter',
  key,
  module: 'stockOrder',
  title: title(key),
  type: 'duration',
  unit: 'workDay',
  dimensions: ['urgency'],
  values: Object.entries(lengths).map(([urgency, length]) => ({
    from: '2020-01-01',
    when: { urgency },
    value: { length, unit: 'workDay' },
  })),
});

const deadline = (key: string, parameter: string, more: object = {}) => ({
  kind: 'deadline',
  key,
  module: 'stockReceipt',
  title: title(key),
  record: 'stockReceipt',
  duration: { parameter },
  calendar: 'cn',
  direction: 'forward',
  roll: 'next',
  ...more,
});

const fromOrder = (key: string, action: string, more: object = {}) => ({
  key,
  title: title(key),
  from: 'order',
  action,
  ...more,
});
const fromReceipt = (key: string) => ({ key, title: title(key), from: 'receipt' });
const back = (key: string, column = true) => ({ key, title: title(key), field: key, column });

/** The exchange of the two, with the terms it speaks of. */
export const exchange = [
  duration('stock-term', 30, 'naturalDay'),
  duration('stock-again-term', 5, 'workDay'),
  duration('stock-buffer', 3, 'workDay'),
  duration('stock-urge-every', 5, 'workDay'),
  byUrgency('stock-sign-term', { high: 1, normal: 3 }),
  {
    kind: 'parameter',
    key: 'stock-extensions',
    module: 'stockOrder',
    title: title('Extensions'),
    type: 'integer',
    values: [{ from: '2020-01-01', value: 2 }],
  },
  deadline('stock-sign', 'stock-sign-term', {
    duration: { parameter: 'stock-sign-term', by: { urgency: 'urgency' } },
    warn: [{ elapsed: 0.5 }],
  }),
  deadline('stock-report', 'stock-term', { due: { field: 'dueAt' }, roll: 'none' }),
  deadline('stock-again', 'stock-again-term'),
  {
    kind: 'exchange',
    key: 'stock',
    module: 'stockOrder',
    title: title('Stock reports'),
    order: 'stockOrder',
    receipt: 'stockReceipt',
    receivers: 'receivers',
    cc: { field: 'copies', action: 'copy' },
    allowed: { relation: 'below' },
    calendar: 'cn',
    carry: {
      name: { field: 'name' },
      urgency: { field: 'urgency' },
      dueAt: { field: 'dueAt' },
      requirements: { field: 'requirements' },
      sender: { organization: 'name' },
    },
    back: [
      back('deliveredAt'),
      { key: 'signDue', title: title('signDue'), deadline: 'stock-sign' },
      back('signedAt'),
      { key: 'due', title: title('due'), deadline: 'stock-report', column: true },
      { key: 'again', title: title('again'), deadline: 'stock-again' },
      back('reportedAt'),
      back('urgeCount'),
      back('returnCount'),
      back('extensionCount'),
      back('extensionPending', false),
      { key: 'books', title: title('books'), field: 'result.books', column: true },
      back('stated'),
    ],
    messages: [
      { key: 'ask', title: title('ask'), from: 'order', create: true, states: ['refused'] },
      fromOrder('urge', 'urged', { to: 'receivers', data: { urgeText: { field: 'urging.text' } } }),
      fromOrder('remind', 'urged', { optional: true }),
      fromOrder('changed', 'changed', { data: { dueAt: { field: 'dueAt' } } }),
      fromOrder('accept', 'accepted', {
        to: 'receivers',
        states: ['reported'],
        data: { score: { field: 'review.score' } },
      }),
      fromOrder('sendBack', 'sentBack', {
        to: 'receivers',
        states: ['reported'],
        data: { returnReason: { field: 'return.reason' } },
      }),
      fromOrder('waive', 'waived', { to: 'receivers', data: { waiveReason: { field: 'waiver.reason' } } }),
      fromOrder('waiveAll', 'waived', { optional: true, data: { waiveReason: { field: 'ending.reason' } } }),
      fromOrder('revoke', 'revoked', { optional: true, copies: true }),
      fromOrder('grant', 'granted', { to: 'receivers', onlyIf: 'extensionPending' }),
      fromOrder('deny', 'denied', { to: 'receivers', onlyIf: 'extensionPending' }),
      fromReceipt('delivered'),
      fromReceipt('signed'),
      fromReceipt('askMore'),
      fromReceipt('reported'),
      fromReceipt('told'),
    ],
    closed: ['accepted', 'waived', 'refused', 'revoked', 'copied'],
    counts: [
      { field: 'receipts.total' },
      { field: 'receipts.open', open: true },
      {
        field: 'receipts.signed',
        states: ['signed', 'handling', 'drafting', 'toApprove', 'reported', 'sentBack', 'accepted'],
      },
      { field: 'receipts.accepted', states: ['accepted'] },
      { field: 'stated', states: ['accepted'], sum: 'stated' },
    ],
    auto: [
      { action: 'begin', when: { fact: 'receipts.signed', operator: 'greaterThan', value: 0 } },
      {
        action: 'complete',
        when: {
          all: [
            { fact: 'receipts.total', operator: 'greaterThan', value: 0 },
            { fact: 'receipts.open', operator: 'equal', value: 0 },
          ],
        },
      },
    ],
    lights: {
      main: { start: 'deliveredAt', due: 'due', done: 'reportedAt', pending: 'extensionPending', again: 'again' },
      sign: { start: 'deliveredAt', due: 'signDue', done: 'signedAt', warn: [{ elapsed: 0.5 }] },
    },
    forward: {
      field: 'servesReceipt',
      data: { name: { field: 'name' }, requirements: { field: 'requirements' }, urgency: { field: 'urgency' } },
      orderDue: 'dueAt',
      receiptDue: 'dueAt',
      buffer: 'stock-buffer',
      require: ['fill'],
    },
    extension: {
      message: 'askMore',
      asked: 'extension.newDue',
      due: 'dueAt',
      deadline: 'stock-report',
      count: 'extensionCount',
      times: 'stock-extensions',
    },
    urge: { message: 'remind', every: 'stock-urge-every' },
  },
];
