import type { TemplateField } from '#engine/definition/template-fields.ts';

/** A way to print a value; what it is called lies under `template-editor.way.<name>`. */
export type Way =
  | 'text'
  | 'lines'
  | 'fill'
  | 'money'
  | 'capitals'
  | 'date'
  | 'time'
  | 'label'
  | 'boxes'
  | 'name'
  | 'certNo'
  | 'names'
  | 'title'
  | 'when'
  | 'loop'
  | 'count';

const byType: Readonly<Record<TemplateField['type'], readonly Way[]>> = {
  text: ['text', 'fill'],
  integer: ['text', 'fill'],
  decimal: ['text', 'fill'],
  ratio: ['text'],
  money: ['money', 'capitals'],
  boolean: ['when'],
  date: ['date'],
  instant: ['time', 'date'],
  code: ['label', 'boxes'],
  codes: ['label', 'boxes'],
  region: ['text'],
  organization: ['name'],
  user: ['name', 'certNo'],
  users: ['names', 'loop'],
  record: ['title'],
  files: ['count'],
  rows: ['loop', 'count'],
};

/** How a field may be put into a text. Codes without a list, and long texts, are printed as they are. */
export const waysOf = (field: TemplateField): readonly Way[] => {
  if (field.long) return ['lines', 'text'];
  const ways = byType[field.type];
  return field.codes === undefined && (field.type === 'code' || field.type === 'codes') ? ['text'] : ways;
};

const expressions: Readonly<Record<Way, (path: string, field: TemplateField) => string>> = {
  text: (path) => `{{${path}}}`,
  lines: (path) => `{{lines ${path}}}`,
  fill: (path) => `{{fill ${path} min=8}}`,
  money: (path) => `{{money ${path}}}`,
  capitals: (path) => `{{cnUpper ${path}}}`,
  date: (path) => `{{cnDate ${path}}}`,
  time: (path) => `{{cnDateTime ${path}}}`,
  label: (path, { codes }) => `{{codeLabel "${codes}" ${path}}}`,
  boxes: (path, { codes }) => `{{choices "${codes}" ${path}}}`,
  name: (path) => `{{${path}.name}}`,
  certNo: (path) => `{{${path}.certNo}}`,
  names: (path) => `{{join ${path} "name"}}`,
  title: (path) => `{{${path}.title}}`,
  when: (path) => `{{#if ${path}}}\n\n{{/if}}`,
  loop: (path) => `{{#each ${path}}}\n\n{{/each}}`,
  count: (path) => `{{count ${path}}}`,
};

/** The lists around a place in a text, from the outermost in; a name the list is given, where it has one. */
interface Surrounding {
  readonly path: string;
  readonly name?: string;
}

const blocks = /\{\{~?(?:#\s*(each|with)\s+([\w.@/-]+)?[^}]*?(?:as\s*\|\s*(\w+)[^|]*\|)?\s*|\/\s*(each|with))~?\}\}/g;

/** The `each` and `with` blocks that are open at a place. */
export const surroundings = (text: string, at: number): readonly Surrounding[] => {
  const open: Surrounding[] = [];
  for (const [, , path = '', name, ended] of text.slice(0, at).matchAll(blocks)) {
    if (ended !== undefined) open.pop();
    else open.push({ path: path.replace(/^@root\./, ''), ...(name !== undefined && { name }) });
  }
  return open;
};

/** Where an item of a list is meant, inside a block over that list it is written short. */
const within = (path: string, around: readonly Surrounding[]): string | undefined => {
  const list = path.slice(0, path.lastIndexOf('.*'));
  const last = around.at(-1);
  if (!path.includes('.*') || last === undefined || last.path !== list) return undefined;
  const inner = path.slice(list.length + '.*.'.length);
  return last.name === undefined ? inner : `${last.name}.${inner}`;
};

const rooted = (path: string, around: readonly Surrounding[], inPartial: boolean): string =>
  around.length > 0 || inPartial ? `@root.${path}` : path;

export interface Place {
  readonly text: string;
  /** Offset of the caret. */
  readonly at: number;
  /** Partials know nothing of the view but its root. */
  readonly inPartial: boolean;
}

/** What is put into a text for a field: an item of a list brings the block over its list with it, unless one is there. */
export const insertionFor = (field: TemplateField, way: Way, { text, at, inPartial }: Place): string => {
  const around = surroundings(text, at);
  const short = within(field.path, around);
  if (short !== undefined) return expressions[way](short, field);
  const star = field.path.lastIndexOf('.*');
  if (star < 0) return expressions[way](rooted(field.path, around, inPartial), field);
  const list = rooted(field.path.slice(0, star).replaceAll('.*', '.0'), around, inPartial);
  const inner = expressions[way](field.path.slice(star + '.*.'.length), field);
  return `{{#each ${list}}}\n<p>${inner}</p>\n{{/each}}`;
};
