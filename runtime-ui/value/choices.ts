import type { Codes } from '../answer/modules.ts';
import type { Account, Organization } from '../answer/people.ts';
import { titled } from '../words.ts';
import { loadCodes } from './lookup.ts';

/** One thing to choose; `parent` makes a tree of them. */
export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly parent?: string;
  /** Shown so that old values read well, but no longer to be chosen. */
  readonly disabled?: boolean;
}

/** The items of a code list; those not valid on the day stay visible and cannot be chosen. */
export const optionsOfList = (items: Codes['items'], day?: string): Choice[] =>
  items.map(({ code, title, parent, from, to }) => ({
    value: code,
    label: titled(title),
    ...(parent !== undefined && { parent }),
    ...(day !== undefined &&
      ((from !== undefined && day < from) || (to !== undefined && day > to)) && { disabled: true }),
  }));

export const codeChoices = async (key: string, day?: string): Promise<Choice[]> =>
  key === '' ? [] : optionsOfList((await loadCodes(key)).items, day);

export const organizationChoices = (organizations: readonly Organization[]): Choice[] =>
  organizations.map(({ id, name, parent }) => ({ value: id, label: name, ...(parent !== null && { parent }) }));

export const personChoices = (people: readonly Account[]): Choice[] =>
  people.map(({ id, name, posts }) => ({
    value: id,
    label: posts.length === 0 ? name : `${name} (${posts.map((post) => titled(post.title)).join(', ')})`,
  }));

export interface ChoiceNode {
  readonly value: string;
  readonly title: string;
  readonly disabled: boolean;
  readonly children: ChoiceNode[];
}

/** Choices as a tree; one whose parent is not among them stands at the top. */
export const choiceTree = (choices: readonly Choice[]): ChoiceNode[] => {
  const nodes = new Map<string, ChoiceNode>(
    choices.map(({ value, label, disabled = false }) => [value, { value, title: label, disabled, children: [] }]),
  );
  const roots: ChoiceNode[] = [];
  for (const { value, parent } of choices) {
    const node = nodes.get(value);
    if (node) ((parent === undefined ? undefined : nodes.get(parent))?.children ?? roots).push(node);
  }
  return roots;
};

export const isTree = (choices: readonly Choice[]): boolean => {
  const values = new Set(choices.map(({ value }) => value));
  return choices.some(({ parent }) => parent !== undefined && values.has(parent));
};
