import type { Issue } from '../issue.ts';
import type { Expression, Program, Statement } from './handlebars.ts';
import { limits } from './limits.ts';
import { expressionsIn, isCall, walkStatements } from './walk-template.ts';

export interface KnownNames {
  readonly helpers: ReadonlySet<string>;
  readonly blocks: ReadonlySet<string>;
  /** Absent when the partials are not known here. */
  readonly partials?: ReadonlySet<string>;
}

type Add = (code: string, name: string) => void;

const forbidden = new Set(['__proto__', 'constructor', 'prototype']);
const nameOf = (expression: Expression): string => (expression.type === 'PathExpression' ? expression.original : '');

const lintPath = (expression: Expression, add: Add): void => {
  if (expression.type !== 'PathExpression') return;
  if (expression.parts.length > limits.path) add('templatePathLong', expression.original.slice(0, 80));
  if (expression.parts.some((part) => forbidden.has(part) || part.startsWith('__')))
    add('templatePathForbidden', expression.original);
};

const lintName = (statement: Statement, known: KnownNames, add: Add): void => {
  switch (statement.type) {
    case 'MustacheStatement': {
      if (!statement.escaped) add('templateRaw', nameOf(statement.path));
      const isHelper = known.helpers.has(nameOf(statement.path));
      if (!isHelper && (statement.params.length > 0 || statement.hash))
        add('templateHelperUnknown', nameOf(statement.path));
      return;
    }
    case 'BlockStatement':
      if (!known.blocks.has(nameOf(statement.path))) add('templateHelperUnknown', nameOf(statement.path));
      return;
    case 'PartialStatement':
      if (statement.name.type === 'SubExpression') add('templateInline', '');
      else if (known.partials && !known.partials.has(nameOf(statement.name)))
        add('templatePartialUnknown', nameOf(statement.name));
      return;
    case 'PartialBlockStatement':
    case 'Decorator':
    case 'DecoratorBlock':
      add('templateInline', '');
  }
};

/** Faults of the mustaches: raw output, names nobody knows, inline partials, paths into prototypes, too much of anything. */
export const lintCalls = (program: Program, known: KnownNames): Issue[] => {
  const issues: Issue[] = [];
  let nodes = 0;
  let deepest = 0;
  for (const { statement, depth } of walkStatements(program)) {
    const add: Add = (code, name) =>
      void issues.push({
        path: `/line/${statement.loc.start.line}`,
        code,
        params: { name, line: statement.loc.start.line },
      });
    const expressions = expressionsIn(statement);
    nodes += 1 + expressions.length;
    deepest = Math.max(deepest, depth + (statement.type === 'BlockStatement' ? 1 : 0));
    lintName(statement, known, add);
    for (const expression of expressions) {
      lintPath(expression, add);
      if (isCall(expression) && !known.helpers.has(nameOf(expression.path)))
        add('templateHelperUnknown', nameOf(expression.path));
    }
  }
  if (nodes > limits.nodes)
    issues.push({ path: '', code: 'templateLarge', params: { limit: limits.nodes, value: nodes } });
  if (deepest > limits.depth)
    issues.push({ path: '', code: 'templateDeep', params: { limit: limits.depth, value: deepest } });
  return issues;
};
