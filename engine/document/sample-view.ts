import type { Catalog } from '../definition/catalog.ts';
import { type TemplateField, templateFields } from '../definition/template-fields.ts';
import words from '../message/document.zh.json' with { type: 'json' };
import type { DocumentDefinition } from '../schema/types.gen.ts';
import { toCivilDate } from '../time.ts';

interface SampleQuestion {
  readonly document: DocumentDefinition;
  readonly regime: string;
  /** ISO instant. */
  readonly now: string;
  /** What the organization is called. */
  readonly organization: object;
}

type Holder = Record<string, unknown>;

const amount = 1_234_500;

const named = (title: string, index: number): string =>
  `${words.sampleOpen}${title}${index > 0 ? index + 1 : ''}${words.sampleClose}`;

const sampleValue = (catalog: Catalog, field: TemplateField, index: number, now: string): unknown => {
  const text = named((field.title ?? field.group)?.zh ?? '', index);
  const code = catalog.definitions.codes.get(field.codes ?? '')?.items[index]?.code;
  const person = { id: 'example', name: text, certNo: named(words.sampleNumber, index), phone: '' };
  const byType: Readonly<Record<TemplateField['type'], unknown>> = {
    text,
    integer: index + 3,
    decimal: 12_000,
    ratio: 500_000,
    money: amount * (index + 1),
    boolean: true,
    date: toCivilDate(now),
    instant: now,
    code: code ?? text,
    codes: [code ?? text],
    region: text,
    organization: { id: 'example', name: text },
    user: person,
    users: [person, { ...person, name: named((field.title ?? field.group)?.zh ?? '', 1) }],
    record: { id: 'example', title: text },
    files: [],
    rows: undefined,
  };
  return byType[field.type];
};

/** Lists get so many items. */
const items = 2;

const place = (holder: Holder, steps: readonly string[], valueAt: (index: number) => unknown, index = 0): void => {
  const [step = '', next, ...rest] = steps;
  if (next === undefined) {
    const value = valueAt(index);
    if (value !== undefined) holder[step] = value;
    return;
  }
  if (next !== '*') {
    const inner = holder[step] ?? {};
    holder[step] = inner;
    if (!Array.isArray(inner)) place(inner as Holder, [next, ...rest], valueAt, index);
    return;
  }
  const known = holder[step];
  const list: Holder[] = Array.isArray(known) ? known : Array.from({ length: items }, () => ({}));
  holder[step] = list;
  if (rest.length === 0) return;
  for (const [at, item] of list.entries()) place(item, rest, valueAt, at);
};

/** A view with something in every place a template may print: texts are what the field is called, lists have two items. */
export const sampleView = (catalog: Catalog, { document, regime, now, organization }: SampleQuestion): object => {
  const view: Holder = { system: { state: '', regime, created: now }, now, children: {}, documents: {}, approvals: {} };
  for (const field of templateFields(catalog, document)) {
    place(view, field.path.split('.'), (index) => sampleValue(catalog, field, index, now));
  }
  return {
    ...view,
    organization: { ...(view.organization as object), ...organization },
    subject: view.subject ?? null,
    doc: {
      ...(view.doc as object),
      number: null,
      date: toCivilDate(now),
      title: (document.titles?.[regime] ?? document.title).zh,
      copies: document.copies ?? null,
      draft: true,
      seal: false,
      straddle: false,
      supersedes: null,
    },
  };
};
