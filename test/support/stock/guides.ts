import { field, form, text, title } from './words.ts';

const module = 'stockMark';

/** A mark beside every name of which some office has a copy to read: it goes when the last copy is taken back. */
export const guides = [
  form(module, 'markForm', [text('name', { meta: { list: true } })]),
  {
    kind: 'workflow',
    key: 'stockMarkFlow',
    module,
    title: title('Mark'),
    initial: 'shown',
    states: {
      shown: { title: title('Shown'), class: 'editable', on: { lapse: [{ target: 'gone' }] } },
      gone: { title: title('Gone'), class: 'terminal' },
    },
    actions: { lapse: { title: title('Lapse'), machine: true } },
  },
  {
    kind: 'module',
    key: module,
    module,
    title: title('Marks'),
    workflow: 'stockMarkFlow',
    createForm: 'markForm',
    forms: ['markForm'],
    titleField: 'name',
    fields: [field('copies', 'integer')],
    list: { columns: ['name', '$state'], query: [] },
    operations: ['read'],
  },
  {
    kind: 'aggregate',
    key: 'stock-copies',
    module,
    title: title('Copies'),
    source: 'stockReceipt',
    at: '$created',
    where: { fact: '$state', operator: 'equal', value: 'copied' },
    groupBy: [{ key: 'name', field: 'name' }],
    measures: { count: { function: 'count' } },
  },
  {
    kind: 'ruleset',
    key: 'stock-marks',
    module,
    title: title('Marks'),
    subject: { keys: ['name'], from: ['stock-copies'] },
    owner: [{ post: 'head' }],
    trigger: { demand: true, changed: [{ module: 'stockReceipt', subject: { name: 'name' } }] },
    facts: { copies: { type: 'integer', measure: 'stock-copies.count', title: title('Copies') } },
    rules: [
      {
        key: 'copied',
        title: title('Copied'),
        when: { fact: 'copies', operator: 'greaterThanInclusive', value: 1 },
        outcome: {
          type: 'create',
          module,
          match: { name: { group: 'name' } },
          while: ['shown'],
          data: { copies: { fact: 'copies' } },
          organization: { literal: 'library' },
        },
      },
    ],
  },
];
