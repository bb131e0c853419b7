import type { Catalog } from '#engine/definition/catalog.ts';
import type { Issue } from '#engine/issue.ts';
import { isObject } from '#engine/json.ts';
import { messages } from '#engine/message/messages.ts';
import type { Title, Who } from '#engine/schema/types.gen.ts';

/** Issues whose parameters name definitions by key, with the titles people know in their place. */
export const nameIssues = (catalog: Catalog, issues: readonly Issue[], module?: string): readonly Issue[] =>
  issues.map((issue) => {
    const { params } = issue;
    if (params === undefined) return issue;
    const named = Object.entries(params).map(([name, value]) => [name, titled(catalog, { name, value, module })]);
    return { ...issue, params: Object.fromEntries(named) };
  });

interface Named {
  readonly name: string;
  readonly value: unknown;
  readonly module: string | undefined;
}

const titled = (catalog: Catalog, { name, value, module }: Named): unknown => {
  const { definitions } = catalog;
  if (name === 'who' && Array.isArray(value)) return (value as Who[]).map((who) => whoTitle(catalog, who, module));
  if (typeof value !== 'string') return value;
  if (name === 'document') return definitions.document.get(value)?.title ?? value;
  if (name === 'form') return definitions.form.get(value)?.title ?? value;
  if (name === 'module') return definitions.module.get(value)?.title ?? value;
  if (name === 'deadline') return definitions.deadline.get(value)?.title ?? value;
  if (name === 'action') return actionTitle(catalog, value, module);
  return value;
};

const whoTitle = (catalog: Catalog, who: Who, module: string | undefined): Title | string => {
  if (who.post !== undefined) return catalog.definitions.post.get(who.post)?.title ?? who.post;
  if (who.assigned !== undefined) return assignmentTitle(catalog, who.assigned, module);
  return words;
};

const words: Title = { zh: messages.zh['workflow.author'] ?? '', en: messages.en['workflow.author'] ?? '' };

/** An assignment is called what the post of the same key, or the field that carries it, is called. */
const assignmentTitle = (catalog: Catalog, reason: string, module: string | undefined): Title | string => {
  const { definitions } = catalog;
  const fields = module !== undefined && definitions.module.has(module) ? catalog.module(module).fields : undefined;
  return definitions.post.get(reason)?.title ?? fields?.get(reason)?.title ?? reason;
};

/** An action, or `action.step` of its approval. */
const actionTitle = (catalog: Catalog, key: string, module: string | undefined): unknown => {
  if (module === undefined || !catalog.definitions.module.has(module)) return key;
  const [name = '', step] = key.split('.');
  const action = catalog.module(module).workflow.actions[name];
  const inStep = action?.approval?.steps.find((one) => one.key === step)?.title;
  return inStep ?? action?.title ?? key;
};

/** True for an issue that speaks of a person rather than of the record: it is answered as not permitted. */
export const isAboutPerson = ({ code, params }: Issue): boolean =>
  code === 'workflow.who' || code.startsWith('workflow.apart') || (code === 'workflow.fourEyes' && isObject(params));
