import { date, field, form, organizations, required, send, set, text, title } from './words.ts';

const module = 'stockOrder';
const head = [{ post: 'head' }];
const desk = [{ post: 'desk' }];

/** The plans an order serves are marked as ordered. */
const orderPlans = {
  type: 'act',
  module: 'stockPlan',
  records: 'plans',
  action: 'order',
  data: { orderedAs: { field: 'name' } },
};

const choose = (key: string, into: string, ...more: readonly object[]) =>
  form(module, key, [required(organizations('receivers')), ...more], into);

const forms = [
  form(module, 'orderForm', [
    required(text('name', { meta: { list: true, query: true } })),
    required({ type: 'code', key: 'urgency', label: 'urgency', input: true, meta: { codes: 'urgency' } }),
    date('dueAt'),
    text('requirements'),
    organizations('receivers'),
    organizations('copies'),
    { type: 'record', key: 'plans', label: 'plans', input: true, multiple: true, meta: { module: 'stockPlan' } },
  ]),
  choose('urgeForm', 'urging', text('text')),
  choose('acceptForm', 'review', { type: 'number', key: 'score', label: 'score', input: true, decimalLimit: 0 }),
  choose('returnForm', 'return', required(text('reason'))),
  choose('waiveForm', 'waiver', required(text('reason'))),
  choose('answerForm', 'answer'),
  form(module, 'reasonForm', [{ ...text('reason'), validate: { required: true, minLength: 10 } }], 'ending'),
  form(module, 'changeForm', [organizations('receivers'), date('dueAt')], 'change'),
];

const running = {
  more: [{ target: 'inProgress' }],
  changeDue: [{ target: 'inProgress' }],
  urge: [{ target: 'inProgress' }],
  accept: [{ target: 'inProgress' }],
  sendBack: [{ target: 'inProgress' }],
  waive: [{ target: 'inProgress' }],
  grant: [{ target: 'inProgress' }],
  deny: [{ target: 'inProgress' }],
  complete: [{ target: 'allReported' }],
  forceFinish: [{ target: 'finished' }],
  revoke: [{ target: 'revoked' }],
};

const workflow = {
  kind: 'workflow',
  key: 'stockOrderFlow',
  module,
  title: title('Order'),
  initial: 'draft',
  states: {
    draft: {
      title: title('Draft'),
      class: 'editable',
      edit: [{ form: 'orderForm', who: [{ author: true }] }],
      on: { submit: [{ target: 'inReview' }] },
    },
    inReview: {
      title: title('In review'),
      class: 'inApproval',
      on: { 'issue.agree': [{ target: 'issued' }], 'issue.return': [{ target: 'draft' }] },
    },
    issued: {
      title: title('Issued'),
      class: 'locked',
      on: {
        ...Object.fromEntries(
          Object.entries(running)
            .filter(([key]) => !['complete', 'forceFinish', 'revoke'].includes(key))
            .map(([key]) => [key, [{ target: 'issued' }]]),
        ),
        begin: [{ target: 'inProgress' }],
        complete: running.complete,
        forceFinish: running.forceFinish,
        revoke: running.revoke,
      },
    },
    inProgress: { title: title('In progress'), class: 'locked', on: running },
    allReported: {
      title: title('All reported'),
      class: 'locked',
      on: { finish: [{ target: 'finished' }], more: [{ target: 'inProgress' }] },
    },
    finished: { title: title('Finished'), class: 'terminal' },
    revoked: { title: title('Revoked'), class: 'terminal' },
  },
  actions: {
    submit: { title: title('Submit'), who: [{ author: true }], fourEyesGroup: 'order' },
    issue: {
      title: title('Issue'),
      effects: [set('issuedAt', { now: 'instant' }), set('issued', { literal: true }), send('ask'), orderPlans],
      approval: {
        start: 'enter',
        returnTo: 'author',
        steps: [{ key: 'head', title: title('Head'), who: head, fourEyesGroup: 'order' }],
      },
    },
    begin: { title: title('Begin'), machine: true },
    complete: { title: title('All reported'), machine: true },
    finish: {
      title: title('Finish'),
      who: head,
      when: { fact: 'receipts.open', operator: 'equal', value: 0 },
    },
    forceFinish: { title: title('Finish by force'), who: head, form: 'reasonForm', effects: [send('waiveAll')] },
    revoke: { title: title('Revoke'), who: head, form: 'reasonForm', effects: [send('revoke')], danger: true },
    more: {
      title: title('More receivers'),
      who: desk,
      form: 'changeForm',
      effects: [
        set('receivers', { calculate: { merge: [{ var: 'receivers' }, { var: 'change.receivers' }] } }),
        send('ask'),
      ],
    },
    changeDue: {
      title: title('Change the due date'),
      who: desk,
      form: 'changeForm',
      effects: [set('dueAt', { field: 'change.dueAt' }), send('changed')],
    },
    urge: { title: title('Urge'), who: desk, form: 'urgeForm', effects: [send('urge')] },
    accept: { title: title('Accept'), who: desk, form: 'acceptForm', effects: [send('accept')] },
    sendBack: { title: title('Send back'), who: desk, form: 'returnForm', effects: [send('sendBack')] },
    waive: { title: title('Waive'), who: head, form: 'waiveForm', effects: [send('waive')] },
    grant: { title: title('Grant more time'), who: head, form: 'answerForm', effects: [send('grant')] },
    deny: { title: title('Deny more time'), who: head, form: 'answerForm', effects: [send('deny')] },
  },
};

/** What the sender works with. */
export const order = [
  ...forms,
  workflow,
  {
    kind: 'module',
    key: module,
    module,
    title: title('Orders'),
    workflow: 'stockOrderFlow',
    createForm: 'orderForm',
    forms: forms.map(({ key }) => key),
    titleField: 'name',
    fields: [
      field('issued', 'boolean'),
      field('issuedAt', 'instant'),
      field('receipts.total', 'integer'),
      field('receipts.open', 'integer'),
      field('receipts.signed', 'integer'),
      field('receipts.accepted', 'integer'),
      field('stated', 'integer'),
      field('servesReceipt', 'text'),
    ],
    list: { columns: ['name', 'dueAt', '$state'], query: ['name'] },
    operations: ['read', 'create', 'update', 'delete'],
    create: desk,
  },
];
