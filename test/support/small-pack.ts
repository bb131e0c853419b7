import { createHash } from 'node:crypto';
import { formatDefinition } from '#engine/definition/canonical.ts';
import { buildCatalog, type Catalog } from '#engine/definition/catalog.ts';
import {
  date,
  days,
  filesOf,
  lentUntil,
  level,
  loanNumber,
  post,
  priceLimit,
  text,
  title,
  week,
} from './definition-words.ts';

/** A small pack of another trade: a library that lends books. Small enough to change one thing in a test. */
const desk = [{ post: 'desk' }];

const definitions = [
  level('branch', 1, 'Branch'),
  post('desk', 'Desk'),
  post('head', 'Head'),
  {
    kind: 'regime',
    key: 'rules-2020',
    module: 'platform',
    title: title('Rules of 2020'),
    from: '2020-01-01',
    default: true,
  },
  {
    kind: 'role',
    key: 'librarian',
    module: 'platform',
    title: title('Librarian'),
    grants: [{ module: '*', operations: ['read', 'create', 'update', 'act'], scope: 'subtree' }],
  },
  {
    kind: 'role',
    key: 'rule-keeper',
    module: 'platform',
    title: title('Keeper of the rules'),
    grants: [],
    system: ['definitionsRead', 'definitionsEdit', 'definitionsPublish'],
  },
  {
    kind: 'codes',
    key: 'genre',
    module: 'loan',
    title: title('Genre'),
    items: [
      { code: 'novel', title: title('Novel') },
      { code: 'poetry', title: title('Poetry') },
    ],
  },
  week,
  { ...days('loan-days', 28, 'Days of a loan'), open: { min: 7, max: 60 } },
  priceLimit('Price from which the head agrees', [
    { from: '2020-01-01', value: 10000 },
    { from: '2024-01-01', value: 20000 },
  ]),
  lentUntil('return', 'Return'),
  loanNumber('{docWord} {yyyy}-{n:4}'),
  {
    kind: 'form',
    key: 'loanForm',
    module: 'loan',
    title: title('Loan'),
    components: [
      text('book', { validate: { required: true, maxLength: 100 }, meta: { list: true, query: true } }),
      text('reader', { validate: { required: true, maxLength: 60 }, meta: { list: true } }),
      { type: 'code', key: 'genre', label: 'genre', input: true, meta: { codes: 'genre', query: true } },
      { type: 'money', key: 'price', label: 'price', input: true },
      { ...date('lentOn'), label: 'lent on' },
    ],
  },
  {
    kind: 'form',
    key: 'returnForm',
    module: 'loan',
    title: title('Return'),
    into: 'returned',
    components: [text('remark')],
  },
  {
    kind: 'workflow',
    key: 'loanFlow',
    module: 'loan',
    title: title('Loan'),
    initial: 'draft',
    states: {
      draft: {
        title: title('Draft'),
        class: 'editable',
        edit: [{ form: 'loanForm', who: [{ author: true }] }],
        on: {
          lend: [
            { target: 'review', when: { fact: 'price', operator: 'greaterThan', value: 20000 } },
            { target: 'lent' },
          ],
        },
      },
      review: {
        title: title('Review'),
        class: 'inApproval',
        on: {
          agree: [{ target: 'lent' }],
          'review.agree': [{ target: 'lent' }],
          'review.return': [{ target: 'draft' }],
        },
      },
      lent: { title: title('Lent'), class: 'locked', documents: ['slip'], on: { giveBack: [{ target: 'back' }] } },
      back: { title: title('Back'), class: 'terminal' },
    },
    actions: {
      lend: {
        title: title('Lend'),
        who: desk,
        guards: ['lending'],
        effects: [
          { type: 'number', numbering: 'loan-number', field: 'number' },
          { type: 'startClock', deadline: 'return' },
        ],
      },
      review: {
        title: title('Review'),
        approval: {
          start: 'enter',
          returnTo: 'author',
          steps: [{ key: 'head', title: title('Head'), who: [{ post: 'head' }] }],
        },
      },
      agree: { title: title('Agree at once'), who: [{ post: 'head' }] },
      giveBack: {
        title: title('Give back'),
        who: desk,
        form: 'returnForm',
        effects: [{ type: 'stopClock', deadline: 'return' }],
      },
    },
  },
  {
    kind: 'module',
    key: 'loan',
    module: 'loan',
    title: title('Loans'),
    workflow: 'loanFlow',
    createForm: 'loanForm',
    forms: ['loanForm', 'returnForm'],
    titleField: 'book',
    fields: [{ field: 'number', type: 'text', title: title('Number'), list: true }],
    list: { columns: ['number', 'book', '$state'], query: ['book', 'genre'], sort: '-$created' },
    operations: ['read', 'create', 'update'],
    create: desk,
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
    },
    rules: [
      {
        key: 'dear',
        when: { fact: 'price', operator: 'greaterThan', value: { fact: 'limit' } },
        outcome: { type: 'block', message: title('Too dear to lend without the head') },
      },
    ],
  },
  {
    kind: 'document',
    key: 'slip',
    module: 'loan',
    title: title('Slip'),
    record: 'loan',
    template: 'loan/slip',
    style: 'plain',
    numbering: 'loan-number',
  },
  {
    kind: 'report',
    key: 'by-genre',
    module: 'loan',
    title: title('By genre'),
    record: 'loan',
    groupBy: 'genre',
    dateField: 'lentOn',
    measures: [{ key: 'price', title: title('Price'), function: 'sum', field: 'price' }],
  },
  {
    kind: 'view',
    key: 'out-now',
    module: 'loan',
    title: title('Out now'),
    record: 'loan',
    filter: { fact: '$state', operator: 'equal', value: 'lent' },
    columns: ['book', '$state'],
    actions: ['giveBack'],
    posts: ['desk'],
    order: 1,
  },
  {
    kind: 'golden',
    key: 'limit',
    module: 'loan',
    title: title('Price limit'),
    target: { kind: 'ruleset', key: 'lending' },
    cases: [
      {
        name: 'dear',
        given: { today: '2025-01-01', data: { price: 20001, lentOn: '2024-05-01' } },
        expect: { block: ['dear'] },
      },
      { name: 'cheap', given: { today: '2025-01-01', data: { price: 20000, lentOn: '2024-05-01' } }, expect: {} },
      {
        name: 'by the law of the day',
        given: { today: '2025-01-01', data: { price: 20000, lentOn: '2023-05-01' } },
        expect: { block: ['dear'] },
      },
    ],
  },
];

const texts: Readonly<Record<string, string>> = {
  'templates/loan/slip.hbs': '<p>{{record.book}}</p>\n',
  'templates/styles/plain.css': 'p { margin: 0 }\n',
};

export type PackFiles = Map<string, string>;

/** The files of the pack, to be changed by the test that asked for them. */
export const smallPack = (): PackFiles => new Map([...filesOf(definitions), ...Object.entries(texts)]);

/** The pack with one definition changed. */
export const changed = (files: PackFiles, path: string, change: (definition: never) => unknown): PackFiles => {
  const definition = JSON.parse(files.get(path) ?? '{}') as never;
  const result = change(definition) ?? definition;
  return new Map(files).set(path, formatDefinition(result));
};

export const hashOf = (content: string): string => createHash('sha256').update(content).digest('hex');

export const hashesOf = (files: ReadonlyMap<string, string>): Map<string, string> =>
  new Map([...files].map(([path, content]) => [path, hashOf(content)]));

/** The catalog of files that must all be readable. */
export const catalogOf = (files: ReadonlyMap<string, string> = smallPack(), release = ''): Catalog => {
  const { catalog, issues } = buildCatalog(files, hashesOf(files), release);
  if (issues.length > 0) throw new Error(JSON.stringify(issues, null, 1));
  return catalog;
};
