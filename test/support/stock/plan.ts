import { field, form, required, text, title } from './words.ts';

const module = 'stockPlan';

/** What orders come from: it is moved on when one is issued. */
export const plan = [
  form(module, 'planForm', [required(text('name'))]),
  {
    kind: 'workflow',
    key: 'stockPlanFlow',
    module,
    title: title('Plan'),
    initial: 'planned',
    states: {
      planned: {
        title: title('Planned'),
        class: 'editable',
        on: { order: [{ target: 'ordered' }] },
      },
      ordered: { title: title('Ordered'), class: 'terminal' },
    },
    actions: { order: { title: title('Order'), machine: true } },
  },
  {
    kind: 'module',
    key: module,
    module,
    title: title('Plans'),
    workflow: 'stockPlanFlow',
    createForm: 'planForm',
    forms: ['planForm'],
    titleField: 'name',
    fields: [field('orderedAs', 'text')],
    list: { columns: ['name', '$state'], query: [] },
    operations: ['read', 'create', 'update', 'delete'],
    create: [{ post: 'desk' }],
  },
];
