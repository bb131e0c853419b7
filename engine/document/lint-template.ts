import type { Issue } from '../issue.ts';
import { documentHelpers } from './document-helpers.ts';
import { type Program, parseTemplate } from './handlebars.ts';
import { limits } from './limits.ts';
import { lintCalls } from './lint-calls.ts';
import { lintMarkup } from './lint-markup.ts';
import { syntaxIssue } from './syntax-issue.ts';

const known = [...documentHelpers({}).values()];
const helpers = new Set(known.filter(({ block }) => !block).map(({ name }) => name));
const blocks = new Set(['each', 'if', 'unless', 'with', ...known.filter(({ block }) => block).map(({ name }) => name)]);

/** The line at which the parser stopped. */
const lineOf = (error: unknown): number => {
  const found = /line (\d+)|(\d+):\d+/.exec(String(error instanceof Error ? error.message : error));
  return Number(found?.[1] ?? found?.[2] ?? 1);
};

/** Faults of a template or partial, each with the path `/line/<n>` (or '' for the whole). `partials` are the names that exist. */
export const lintTemplate = (source: string, partials?: ReadonlySet<string>): Issue[] => {
  if (source.length > limits.source)
    return [{ path: '', code: 'templateLarge', params: { limit: limits.source, value: source.length } }];
  if (roughDepth(source) > roughLimit) {
    return [{ path: '', code: 'templateDeep', params: { limit: limits.depth, value: roughDepth(source) } }];
  }
  let program: Program;
  try {
    program = parseTemplate(source);
  } catch (error) {
    return [syntaxIssue(source, lineOf(error))];
  }
  try {
    return judge(program, partials);
  } catch (error) {
    // calls inside calls without end exhaust the stack before they are counted
    if (!(error instanceof RangeError)) throw error;
    return [{ path: '', code: 'templateDeep', params: { limit: limits.depth, value: limits.nodes } }];
  }
};

/** The parser takes minutes for thousands of blocks in each other, so that they are counted before it sees them. */
const roughLimit = 200;

/** The deepest nesting of blocks, chains of `{{else if}}` and calls, counted on the text. */
const roughDepth = (source: string): number => {
  const open: number[] = [];
  let depth = 0;
  let deepest = 0;
  for (const [tag] of source.matchAll(/\{\{~?\s*(?:[#^](?!\s*\}|~)|\/|else\s+\w)|\(|\)/g)) {
    if (tag === ')') depth = Math.max(0, depth - 1);
    else if (tag.endsWith('/')) depth -= open.pop() ?? 0;
    else {
      depth += 1;
      if (tag.includes('else')) open.push((open.pop() ?? 0) + 1);
      else if (tag !== '(') open.push(1);
    }
    deepest = Math.max(deepest, depth);
  }
  return deepest;
};

const judge = (program: Program, partials: ReadonlySet<string> | undefined): Issue[] => {
  const calls = lintCalls(program, { helpers, blocks, ...(partials ? { partials } : {}) });
  const tooMuch = calls.some(({ code }) => code === 'templateLarge' || code === 'templateDeep');
  return tooMuch ? calls : [...calls, ...lintMarkup(program)];
};
