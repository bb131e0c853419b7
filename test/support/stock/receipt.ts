import { clock, date, field, form, now, required, send, set, text, title } from './words.ts';

const module = 'stockReceipt';
const desk = [{ post: 'desk' }];
const head = [{ post: 'head' }];

const forms = [
  form(module, 'askedForm', [text('name', { meta: { list: true } }), text('requirements'), text('sender')]),
  form(module, 'refusalForm', [required(text('reason'))], 'refusal'),
  form(
    module,
    'resultForm',
    [
      required({ type: 'number', key: 'books', label: 'books', input: true, decimalLimit: 0 }),
      { type: 'attachment', key: 'papers', label: 'papers', input: true, multiple: true },
    ],
    'result',
  ),
  form(
    module,
    'correctionForm',
    [
      required({ type: 'number', key: 'books', label: 'books', input: true, decimalLimit: 0 }),
      required(text('reason')),
    ],
    'correction',
  ),
  form(module, 'extensionForm', [required(date('newDue')), required(text('reason'))], 'extension'),
];

const stay = (state: string, ...actions: readonly string[]) =>
  Object.fromEntries(actions.map((action) => [action, [{ target: state }]]));
const told = ['urged', 'changed', 'granted', 'denied'];
const ends = { revoked: [{ target: 'revoked' }], waived: [{ target: 'waived' }] };
const open = (state: string) => ({ ...stay(state, ...told), ...ends });

const workflow = {
  kind: 'workflow',
  key: 'stockReceiptFlow',
  module,
  title: title('Receipt'),
  initial: 'toSign',
  states: {
    toSign: {
      title: title('To sign'),
      class: 'locked',
      onEnter: [
        set('deliveredAt', now),
        clock('startClock', 'stock-sign', { field: 'deliveredAt' }),
        clock('startClock', 'stock-report', { field: 'deliveredAt' }),
        send('delivered'),
      ],
      tasks: [{ for: desk, title: title('Sign'), deadline: 'stock-sign' }],
      on: {
        sign: [{ target: 'signed' }],
        refuse: [{ target: 'refused' }],
        copy: [{ target: 'copied' }],
        ...open('toSign'),
      },
    },
    signed: {
      title: title('Signed'),
      class: 'locked',
      on: { handle: [{ target: 'handling' }], ...open('signed') },
    },
    handling: {
      title: title('Handling'),
      class: 'locked',
      on: {
        ...stay('handling', 'handOn', 'askMore'),
        fill: [{ target: 'drafting' }],
        ...open('handling'),
      },
    },
    drafting: {
      title: title('Drafting'),
      class: 'editable',
      edit: [{ form: 'resultForm', who: desk }],
      on: { hand: [{ target: 'toApprove' }], ...stay('drafting', 'askMore'), ...open('drafting') },
    },
    toApprove: {
      title: title('To approve'),
      class: 'inApproval',
      on: { 'report.agree': [{ target: 'reported' }], 'report.return': [{ target: 'drafting' }], ...open('toApprove') },
    },
    reported: {
      title: title('Reported'),
      class: 'locked',
      on: {
        accepted: [{ target: 'accepted' }],
        sentBack: [{ target: 'sentBack' }],
        revoked: ends.revoked,
        waived: ends.waived,
      },
    },
    sentBack: {
      title: title('Sent back'),
      class: 'locked',
      on: { mend: [{ target: 'drafting' }], ...open('sentBack') },
    },
    accepted: { title: title('Accepted'), class: 'terminal', on: stay('accepted', 'correct') },
    waived: { title: title('Waived'), class: 'terminal' },
    refused: { title: title('Refused'), class: 'terminal' },
    revoked: { title: title('Revoked'), class: 'terminal' },
    copied: { title: title('Copy'), class: 'locked', on: { revoked: ends.revoked } },
  },
  actions: {
    sign: {
      title: title('Sign'),
      who: desk,
      effects: [
        set('signedAt', now),
        set('signedBy', { actor: 'name' }),
        clock('stopClock', 'stock-sign'),
        send('signed'),
      ],
    },
    refuse: {
      title: title('Refuse'),
      who: head,
      form: 'refusalForm',
      effects: [clock('stopClock', 'stock-sign'), clock('stopClock', 'stock-report'), send('told')],
    },
    handle: { title: title('Handle'), who: head, effects: [send('told')] },
    handOn: { title: title('Hand on'), who: desk, effects: [{ type: 'forward', exchange: 'stock' }] },
    fill: { title: title('Fill in'), who: desk },
    askMore: {
      title: title('Ask for more time'),
      who: desk,
      form: 'extensionForm',
      effects: [set('extensionPending', { literal: true }), send('askMore')],
    },
    hand: { title: title('Hand in'), who: desk, needs: { entries: ['resultForm'] }, fourEyesGroup: 'report' },
    mend: { title: title('Mend'), who: desk },
    report: {
      title: title('Report'),
      effects: [
        set('reportedAt', now),
        set('stated', { field: 'result.books' }),
        clock('stopClock', 'stock-report'),
        clock('stopClock', 'stock-again'),
        send('reported'),
      ],
      approval: {
        start: 'enter',
        returnTo: 'author',
        steps: [{ key: 'head', title: title('Head'), who: head, fourEyesGroup: 'report' }],
      },
    },
    correct: {
      title: title('Correct'),
      who: head,
      form: 'correctionForm',
      effects: [set('stated', { field: 'correction.books' }), send('told')],
    },
    copy: {
      title: title('Copy'),
      machine: true,
      effects: [clock('stopClock', 'stock-sign'), clock('stopClock', 'stock-report')],
    },
    urged: {
      title: title('Urged'),
      machine: true,
      effects: [
        set('urgeCount', { increment: 1 }),
        { type: 'message', to: [{ post: 'desk' }, { post: 'head' }], text: title('You are urged') },
        send('told'),
      ],
    },
    changed: {
      title: title('Changed'),
      machine: true,
      effects: [clock('startClock', 'stock-report', { field: 'deliveredAt' }), send('told')],
    },
    granted: {
      title: title('More time'),
      machine: true,
      effects: [
        set('dueAt', { field: 'extension.newDue' }),
        set('extensionPending', { literal: false }),
        set('extensionCount', { increment: 1 }),
        clock('startClock', 'stock-report', { field: 'deliveredAt' }),
        send('told'),
      ],
    },
    denied: {
      title: title('No more time'),
      machine: true,
      effects: [set('extensionPending', { literal: false }), send('told')],
    },
    accepted: { title: title('Accepted'), machine: true, effects: [set('acceptedAt', now), send('told')] },
    sentBack: {
      title: title('Sent back'),
      machine: true,
      effects: [
        set('returnCount', { increment: 1 }),
        set('reportedAt', { literal: null }),
        clock('startClock', 'stock-again', { now: 'date' }),
        send('told'),
      ],
    },
    waived: {
      title: title('Waived'),
      machine: true,
      effects: [
        clock('stopClock', 'stock-sign'),
        clock('stopClock', 'stock-report'),
        clock('stopClock', 'stock-again'),
        send('told'),
      ],
    },
    revoked: {
      title: title('Revoked'),
      machine: true,
      effects: [
        clock('stopClock', 'stock-sign'),
        clock('stopClock', 'stock-report'),
        clock('stopClock', 'stock-again'),
        { type: 'message', to: [{ post: 'desk' }], text: title('The order was revoked') },
        send('told'),
      ],
    },
  },
};

/** What each receiver works with. */
export const receipt = [
  ...forms,
  workflow,
  {
    kind: 'module',
    key: module,
    module,
    title: title('Receipts'),
    workflow: 'stockReceiptFlow',
    createForm: 'askedForm',
    forms: forms.map(({ key }) => key),
    titleField: 'name',
    fields: [
      field('urgency', 'text'),
      field('dueAt', 'date'),
      field('deliveredAt', 'instant'),
      field('signedAt', 'instant'),
      field('signedBy', 'text'),
      field('reportedAt', 'instant'),
      field('acceptedAt', 'instant'),
      field('stated', 'integer'),
      field('urgeText', 'text'),
      field('returnReason', 'text'),
      field('waiveReason', 'text'),
      field('score', 'integer'),
      field('urgeCount', 'integer'),
      field('returnCount', 'integer'),
      field('extensionCount', 'integer'),
      field('extensionPending', 'boolean'),
    ],
    list: { columns: ['name', '$state'], query: [] },
    operations: ['read', 'update', 'files'],
  },
];
