import type { Catalog } from '#engine/definition/catalog.ts';
import type { Kind } from '#engine/definition/kinds.ts';
import type { ParameterDefinition, Title } from '#engine/schema/types.gen.ts';

/** What a person says of a definition that does not exist yet. */
export interface Wanted {
  readonly key: string;
  /** The module it belongs to; for a module its own key. */
  readonly module: string;
  readonly title: Title;
  /** The civil date dated values begin with. */
  readonly today: string;
}

/** The titles in starters, in both languages, by what they stand for. */
type StarterTitle = (
  what: 'name' | 'draft' | 'done' | 'submit' | 'count' | 'group' | 'rule' | 'basis' | 'example' | 'handling',
) => Title;

/** One file of a starter: a definition, or the text of a template, partial or style. */
export interface StarterItem {
  readonly kind: string;
  readonly key: string;
  readonly content: object | string;
}

interface Ground {
  readonly catalog: Catalog;
  readonly titleOf: StarterTitle;
}

type Starter = (wanted: Wanted, ground: Ground) => readonly StarterItem[];

/** A minimal definition of any kind that passes every check as it stands; a module comes with a form and a workflow. */
export const startersOf = (kind: string, wanted: Wanted, ground: Ground): readonly StarterItem[] =>
  Object.hasOwn(starters, kind) ? (starters[kind as Kind]?.(wanted, ground) ?? []) : [];

/** The kinds that can be made here. */
export const creatable = (): readonly string[] => Object.keys(starters);

const one = (kind: string, { key, module, title }: Wanted, rest: object): StarterItem[] => [
  { kind, key, content: { kind, key, module, title, ...rest } },
];

const formOf = (wanted: Wanted, { titleOf }: Ground): StarterItem[] => {
  const title = titleOf('name');
  const meta = { list: true, query: true, title };
  const field = { type: 'textfield', input: true, key: 'name', label: title.zh, meta };
  return one('form', wanted, { components: [{ ...field, validate: { required: true, maxLength: 200 } }] });
};

const author = [{ author: true }];

const workflowOf = (wanted: Wanted, { catalog, titleOf }: Ground): StarterItem[] => {
  const { key, module } = wanted;
  const own = catalog.definitions.form.get(key)?.module === module || !catalog.definitions.module.has(module);
  const form = own ? key : catalog.definitions.module.get(module)?.createForm;
  const edit = form === undefined ? [] : [{ form, who: author }];
  return one('workflow', wanted, {
    initial: 'draft',
    states: {
      draft: { title: titleOf('draft'), class: 'editable', edit, on: { submit: [{ target: 'done' }] } },
      done: { title: titleOf('done'), class: 'terminal' },
    },
    actions: { submit: { title: titleOf('submit'), who: author } },
  });
};

const moduleOf: Starter = (wanted, ground) => {
  const { key } = wanted;
  const order = 1 + Math.max(0, ...[...ground.catalog.definitions.module.values()].map(({ menu }) => menu?.order ?? 0));
  const module = one('module', wanted, {
    menu: { group: ground.titleOf('group'), order },
    workflow: key,
    createForm: key,
    forms: [key],
    titleField: 'name',
    list: { columns: ['name', '$state', '$created'], query: ['name'], sort: '-$created' },
    operations: ['read', 'create', 'update', 'delete', 'export', 'documents', 'files'],
  });
  return [...formOf(wanted, ground), ...workflowOf(wanted, ground), ...roleOf(wanted, ground), ...module];
};

/** Whoever is to work in a new module needs a role that says so; who gets it is decided among the users. */
const roleOf = ({ key, module, title }: Wanted, { titleOf }: Ground): StarterItem[] => {
  const words = titleOf('handling');
  const own = { zh: `${title.zh}${words.zh}`, en: `${title.en ?? title.zh} ${words.en ?? words.zh}` };
  const operations = ['read', 'create', 'update', 'delete', 'act', 'export', 'documents', 'files'];
  return one(
    'role',
    { key, module, title: own, today: '' },
    { grants: [{ module, operations, scope: 'organization' }] },
  );
};

/** The module whose records a definition is about: its own, or the first where its own has none. */
const recordOf = ({ module }: Wanted, { catalog }: Ground): string =>
  catalog.definitions.module.has(module) ? module : ([...catalog.definitions.module.keys()][0] ?? module);

const rulesOf: Starter = (wanted, ground) =>
  one('ruleset', wanted, {
    record: recordOf(wanted, ground),
    trigger: { demand: true },
    facts: { state: { field: '$state', type: 'text' } },
    rules: [
      {
        key: 'first',
        when: { fact: 'state', operator: 'absent' },
        unknown: 'ignore',
        outcome: { type: 'warn', message: ground.titleOf('rule') },
      },
    ],
  });

const firstParameter = ({ catalog }: Ground, fits: (parameter: ParameterDefinition) => boolean) =>
  [...catalog.definitions.parameter.values()].find(fits);

const deadlineOf: Starter = (wanted, ground) => {
  const [calendar] = ground.catalog.definitions.calendar.keys();
  const parameter = firstParameter(ground, ({ type, dimensions }) => type === 'duration' && !dimensions?.length);
  const { key = '' } = parameter ?? firstParameter(ground, ({ type }) => type === 'duration') ?? {};
  return one('deadline', wanted, {
    record: recordOf(wanted, ground),
    start: { title: ground.titleOf('submit') },
    duration: { parameter: key },
    calendar,
    direction: 'forward',
    roll: 'next',
  });
};

const documentOf: Starter = (wanted, ground) => {
  const [style] = [...ground.catalog.texts.keys()].flatMap(
    (file) => /^templates\/styles\/(.+)\.css$/.exec(file)?.[1] ?? [],
  );
  const template = `${wanted.module}/${wanted.key}`;
  const record = recordOf(wanted, ground);
  const field = ground.catalog.definitions.module.get(record)?.titleField;
  const line = field === undefined ? '' : `<p>{{record.${field}}}</p>\n`;
  return [
    { kind: 'template', key: template, content: `<h1>${wanted.title.zh}</h1>\n${line}` },
    ...one('document', wanted, { record, template, style, prepare: author, issue: author }),
  ];
};

const goldenOf: Starter = (wanted, ground) => {
  const parameter = firstParameter(ground, ({ values: [first] }) => first?.when === undefined && !first?.area);
  const { from: date, value } = parameter?.values[0] ?? {};
  return one('golden', wanted, {
    target: { kind: 'parameter', key: parameter?.key },
    cases: [{ name: ground.titleOf('example').zh, given: { date }, expect: { value } }],
  });
};

const importOf: Starter = (wanted, ground) => {
  const target = recordOf(wanted, ground);
  const field = ground.catalog.definitions.module.get(target)?.titleField;
  const column = ground.titleOf('name').zh;
  return one('import', wanted, { target, mode: 'all', columns: [{ column, field, required: true }] });
};

const starters: Readonly<Partial<Record<Kind | 'template' | 'partial' | 'style', Starter>>> = {
  module: moduleOf,
  form: formOf,
  workflow: workflowOf,
  ruleset: rulesOf,
  parameter: (wanted, { titleOf }) =>
    one('parameter', wanted, {
      type: 'integer',
      values: [{ from: wanted.today, value: 1, basis: titleOf('basis').zh, mark: 'placeholder' }],
    }),
  deadline: deadlineOf,
  calendar: (wanted) => one('calendar', wanted, { weekend: [0, 6], years: {} }),
  document: documentOf,
  codes: (wanted, { titleOf }) => one('codes', wanted, { items: [{ code: '1', title: titleOf('name') }] }),
  level: (wanted, { catalog }) =>
    one('level', wanted, {
      rank: 1 + Math.max(0, ...[...catalog.definitions.level.values()].map(({ rank }) => rank)),
    }),
  post: (wanted) => one('post', wanted, {}),
  role: (wanted) => one('role', wanted, { grants: [] }),
  numbering: (wanted) => one('numbering', wanted, { pattern: '{yyyy}-{n}' }),
  report: (wanted, ground) =>
    one('report', wanted, {
      record: recordOf(wanted, ground),
      groupBy: '$state',
      measures: [{ key: 'count', title: ground.titleOf('count'), function: 'count' }],
    }),
  golden: goldenOf,
  import: importOf,
  template: ({ key, module, title }) => [
    { kind: 'template', key: `${module}/${key}`, content: `<h1>${title.zh}</h1>\n` },
  ],
  partial: ({ key, title }) => [{ kind: 'partial', key, content: `<p>${title.zh}</p>\n` }],
  style: ({ key }) => [{ kind: 'style', key, content: 'p {\n  margin: 0;\n}\n' }],
};
