import type { Issue } from '../issue.ts';
import { documentHelpers } from './document-helpers.ts';
import { type Program, parseTemplate } from './handlebars.ts';
import { limits } from './limits.ts';
import { lintCalls } from './lint-calls.ts';
import { lintMarkup } from './lint-markup.ts';

const known = [...documentHelpers({}).values()];
const helpers = new Set(known.filter(({ block }) => !block).map(({ name }) => name));
const blocks = new Set(['each', 'if', 'unless', 'with', ...known.filter(({ block }) => block).map(({ name }) => name)]);

const syntaxIssue = (error: unknown): Issue => {
  const message = String(error instanceof Error ? error.message : error);
  const line = /line (\d+)|^.*?(\d+):\d+/.exec(message);
  return {
    path: `/line/${line?.[1] ?? line?.[2] ?? 1}`,
    code: 'templateSyntax',
    params: { detail: message.split('\n')[0] ?? '' },
  };
};

/** Faults of a template or partial, each with the path `/line/<n>` (or '' for the whole). `partials` are the names that exist. */
export const lintTemplate = (source: string, partials?: ReadonlySet<string>): Issue[] => {
  if (source.length > limits.source)
    return [{ path: '', code: 'templateLarge', params: { limit: limits.source, value: source.length } }];
  let program: Program;
  try {
    program = parseTemplate(source);
  } catch (error) {
    return [syntaxIssue(error)];
  }
  const calls = lintCalls(program, { helpers, blocks, ...(partials ? { partials } : {}) });
  return [...calls, ...lintMarkup(program)];
};
