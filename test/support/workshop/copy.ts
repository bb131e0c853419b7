import { text, title } from '../definition-words.ts';

/** Asked whenever a loan is saved. */
export const onSave = {
  kind: 'ruleset',
  key: 'on-save',
  module: 'loan',
  title: title('When it is saved'),
  record: 'loan',
  trigger: { forms: ['loanForm'] },
  facts: { price: { type: 'money', field: 'price' } },
  rules: [
    {
      key: 'dear-mark',
      when: { fact: 'price', operator: 'greaterThan', value: 10_000 },
      outcome: { type: 'set', field: 'dear', value: true },
      unknown: 'ignore',
    },
  ],
};

/** Copies below a loan. */
export const copy = [
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
