import { formatDefinition } from '#engine/definition/canonical.ts';
import { type AnyDefinition, pathOf } from '#engine/definition/kinds.ts';

/** A pack of another trade with everything a workflow can do: lending with sign-offs, copies below a loan, and clocks. */
const title = (en: string) => ({ zh: en, en });
const text = (key: string, more: object = {}) => ({ type: 'textfield', key, label: key, input: true, ...more });
const date = (key: string) => ({ type: 'datetime', key, label: key, input: true, enableTime: false, enableDate: true });
const post = (key: string) => ({ kind: 'post', key, module: 'platform', title: title(key) });
const level = (key: string, rank: number) => ({ kind: 'level', key, module: 'platform', title: title(key), rank });
const days = (key: string, length: number) => ({
  kind: 'parameter',
  key,
  module: 'loan',
  title: title(key),
  type: 'duration',
  unit: 'naturalDay',
  values: [{ from: '2020-01-01', value: { length, unit: 'naturalDay' } }],
});
const librarian = {
  module: '*',
  operations: ['read', 'create', 'update', 'delete', 'act', 'documents', 'files'],
  scope: 'subtree',
};

const platform = [
  level('central', 1),
  level('branch', 2),
  post('desk'),
  post('head'),
  post('curator'),
  { kind: 'regime', key: 'old', module: 'platform', title: title('Old'), from: '2000-01-01', to: '2025-12-31' },
  { kind: 'regime', key: 'new', module: 'platform', title: title('New'), from: '2026-01-01', default: true },
  { kind: 'role', key: 'librarian', module: 'platform', title: title('Librarian'), grants: [librarian] },
  {
    kind: 'role',
    key: 'keeper',
    module: 'platform',
    title: title('Keeper'),
    grants: [{ ...librarian, sensitive: true }],
  },
  {
    kind: 'role',
    key: 'guest',
    module: 'platform',
    title: title('Guest'),
    grants: [{ module: '*', operations: ['read'], scope: 'subtree' }],
  },
  {
    kind: 'calendar',
    key: 'week',
    module: 'platform',
    title: title('Week'),
    weekend: [0, 6],
    years: { '2026': { holidays: ['2026-01-01'], workdays: [] } },
  },
];

const flow = {
  kind: 'workflow',
  key: 'loanFlow',
  module: 'loan',
  title: title('Loan'),
  initial: 'draft',
  states: {
    draft: {
      title: title('Draft'),
      class: 'editable',
      edit: [{ form: 'loanForm', who: [{ author: true }, { post: 'head' }] }],
      tasks: [{ for: [{ author: true }], title: title('Finish the draft') }],
      on: { submit: [{ target: 'review' }] },
    },
    review: {
      title: title('Review'),
      class: 'inApproval',
      on: {
        'sign.agree': [{ target: 'lent' }],
        'sign.return': [{ target: 'draft' }],
        'sign.reject': [{ target: 'refused' }],
        'sign.recall': [{ target: 'draft' }],
      },
    },
    lent: {
      title: title('Lent'),
      class: 'locked',
      tasks: [{ for: [{ assigned: 'holder' }], title: title('Bring it back'), deadline: 'bring-back' }],
      on: {
        giveBack: [{ target: 'back' }],
        pause: [{ target: 'lent', effects: [{ type: 'pauseClock', deadline: 'bring-back' }] }],
        resume: [{ target: 'lent', effects: [{ type: 'resumeClock', deadline: 'bring-back' }] }],
        'renew.agree': [{ target: 'lent' }],
        'renew.return': [{ target: 'lent' }],
      },
    },
    back: { title: title('Back'), class: 'terminal' },
    refused: { title: title('Refused'), class: 'terminal' },
  },
  actions: {
    submit: {
      title: title('Submit'),
      who: [{ author: true }],
      guards: ['lending'],
      fourEyesGroup: 'sign',
      needs: {
        children: [
          {
            module: 'copy',
            max: 0,
            where: { fact: '$state', operator: 'equal', value: 'unchecked' },
            message: title('Copies are not checked'),
          },
        ],
      },
    },
    sign: {
      title: title('Sign'),
      effects: [
        { type: 'pin' },
        { type: 'number', numbering: 'loan-number', field: 'number' },
        { type: 'assign', as: 'holder', field: 'holder' },
        { type: 'set', field: 'times', value: { increment: 1 } },
        { type: 'set', field: 'signedBy', value: { actor: 'name' } },
        { type: 'startClock', deadline: 'bring-back' },
        { type: 'message', to: [{ author: true }, { assigned: 'holder' }], text: title('It is lent') },
        { type: 'emit', event: 'loan.lent' },
        {
          type: 'create',
          module: 'copy',
          data: { label: { field: 'book' }, value: { literal: 100 } },
        },
      ],
      approval: {
        start: 'enter',
        returnTo: 'earlier',
        recall: true,
        results: [{ key: 'reject', title: title('Reject'), opinionRequired: true }],
        steps: [
          { key: 'desk', title: title('Desk'), who: [{ post: 'desk' }], fourEyesGroup: 'sign' },
          {
            key: 'head',
            title: title('Head'),
            who: [{ post: 'head' }],
            fourEyesGroup: 'sign',
            optional: true,
            when: { fact: 'price', operator: 'greaterThan', value: 5000 },
          },
          {
            key: 'curator',
            title: title('Curator'),
            who: [{ post: 'curator', above: true }],
            form: 'opinionForm',
            fourEyesGroup: 'sign',
          },
        ],
      },
    },
    renew: {
      title: title('Renew'),
      who: [{ assigned: 'holder' }],
      effects: [{ type: 'extendClock', deadline: 'bring-back' }],
      approval: {
        start: 'action',
        returnTo: 'author',
        recall: true,
        steps: [{ key: 'head', title: title('Head'), who: [{ post: 'head' }] }],
      },
    },
    pause: { title: title('Pause'), who: [{ post: 'desk' }] },
    resume: { title: title('Resume'), who: [{ post: 'desk' }] },
    giveBack: {
      title: title('Give back'),
      who: [{ post: 'desk' }],
      form: 'returnForm',
      effects: [{ type: 'stopClock', deadline: 'bring-back' }],
      needs: {
        children: [
          {
            module: 'copy',
            max: 1,
            where: { fact: '$state', operator: 'equal', value: 'unchecked' },
            message: title('A copy is not checked'),
          },
        ],
      },
    },
  },
};

const loan = [
  days('loan-days', 28),
  days('renewal-days', 14),
  {
    kind: 'parameter',
    key: 'price-limit',
    module: 'loan',
    title: title('Price limit'),
    type: 'money',
    values: [{ from: '2020-01-01', value: 20_000 }],
  },
  {
    kind: 'deadline',
    key: 'bring-back',
    module: 'loan',
    title: title('Bring back'),
    start: { field: 'lentOn' },
    record: 'loan',
    duration: { parameter: 'loan-days' },
    calendar: 'week',
    direction: 'forward',
    roll: 'next',
    extension: { parameter: 'renewal-days', maxTimes: 1 },
    warn: [{ before: 2, unit: 'naturalDay', to: [{ assigned: 'holder' }] }],
    whenPassed: { effect: 'flag', message: title('Too late'), to: [{ post: 'head' }] },
  },
  {
    kind: 'numbering',
    key: 'loan-number',
    module: 'loan',
    title: title('Loan number'),
    pattern: '{organCode}-{yyyy}-{n}',
  },
  {
    kind: 'form',
    key: 'loanForm',
    module: 'loan',
    title: title('Loan'),
    components: [
      text('book', { validate: { required: true, maxLength: 100 }, meta: { list: true, query: true } }),
      text('reader', { meta: { sensitivity: 'personal', mask: 'name' } }),
      { type: 'money', key: 'price', label: 'price', input: true, validate: { required: true } },
      { ...date('lentOn'), validate: { required: true } },
      { type: 'user', key: 'holder', label: 'holder', input: true },
      text('number'),
    ],
  },
  {
    kind: 'form',
    key: 'returnForm',
    module: 'loan',
    title: title('Return'),
    into: 'returned',
    components: [{ ...date('on'), validate: { required: true } }],
  },
  {
    kind: 'form',
    key: 'opinionForm',
    module: 'loan',
    title: title('Opinion'),
    into: 'review',
    components: [text('note', { validate: { required: true } })],
  },
  flow,
  {
    kind: 'module',
    key: 'loan',
    module: 'loan',
    title: title('Loans'),
    workflow: 'loanFlow',
    createForm: 'loanForm',
    forms: ['loanForm', 'returnForm', 'opinionForm'],
    titleField: 'book',
    regimeDate: 'lentOn',
    fields: [
      { field: 'number', type: 'text', title: title('Number'), list: true },
      { field: 'times', type: 'integer', title: title('Times') },
      { field: 'signedBy', type: 'text', title: title('Signed by') },
    ],
    list: { columns: ['number', 'book', '$state'], query: ['book'] },
    operations: ['read', 'create', 'update', 'delete', 'documents', 'files'],
    create: [{ post: 'desk' }],
  },
  {
    kind: 'ruleset',
    key: 'lending',
    module: 'loan',
    title: title('Lending'),
    record: 'loan',
    trigger: { demand: true },
    facts: {
      price: { type: 'money', field: 'price' },
      limit: { type: 'money', parameter: 'price-limit', at: 'lentOn' },
      copies: { type: 'integer', aggregate: { function: 'count', module: 'copy' } },
      worth: { type: 'money', aggregate: { function: 'sum', module: 'copy', field: 'value' } },
      twice: { type: 'money', calculate: { '*': [{ var: 'limit' }, 2] } },
      holder: { type: 'user', field: 'holder' },
    },
    rules: [
      {
        key: 'dear',
        title: title('Too dear'),
        when: { fact: 'price', operator: 'greaterThan', value: { fact: 'limit' } },
        outcome: { type: 'block', message: title('Too dear'), basis: 'house rule 7' },
      },
      {
        key: 'worth-more',
        when: { fact: 'worth', operator: 'greaterThan', value: { fact: 'twice' } },
        outcome: { type: 'warn', message: title('The copies are worth more than twice the limit') },
      },
      {
        key: 'unheld',
        title: title('Who holds it'),
        when: { fact: 'holder', operator: 'notEqual', value: 'nobody' },
        outcome: { type: 'warn', message: title('Somebody holds it') },
        unknown: 'block',
      },
    ],
  },
];

const copy = [
  {
    kind: 'form',
    key: 'copyForm',
    module: 'copy',
    title: title('Copy'),
    components: [
      text('label', { validate: { required: true } }),
      { type: 'money', key: 'value', label: 'value', input: true },
    ],
  },
  {
    kind: 'workflow',
    key: 'copyFlow',
    module: 'copy',
    title: title('Copy'),
    initial: 'unchecked',
    states: {
      unchecked: {
        title: title('Unchecked'),
        class: 'editable',
        edit: [{ form: 'copyForm', who: [{ post: 'desk' }] }],
        on: { check: [{ target: 'checked' }] },
      },
      checked: { title: title('Checked'), class: 'terminal' },
    },
    actions: { check: { title: title('Check'), who: [{ post: 'desk' }] } },
  },
  {
    kind: 'module',
    key: 'copy',
    module: 'copy',
    title: title('Copies'),
    parent: { module: 'loan', states: ['draft', 'lent'], who: [{ post: 'desk' }] },
    workflow: 'copyFlow',
    createForm: 'copyForm',
    forms: ['copyForm'],
    titleField: 'label',
    list: { columns: ['label'], query: [] },
    operations: ['read', 'create', 'update', 'delete'],
  },
];

/** The files of the pack by path. */
export const workshopPack = (): Map<string, string> =>
  new Map(
    [...platform, ...loan, ...copy].map((definition): [string, string] => [
      pathOf(definition.kind as AnyDefinition['kind'], definition.key, definition.module),
      formatDefinition(definition),
    ]),
  );
