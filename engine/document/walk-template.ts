import type { Expression, Hash, Program, Statement, SubExpression } from './handlebars.ts';

/** Every expression of a call, nested calls included, outer before inner. */
const expressionsOf = (params: readonly Expression[], hash: Hash | undefined): Expression[] =>
  [...params, ...(hash?.pairs.map(({ value }) => value) ?? [])].flatMap((expression) => [
    expression,
    ...(expression.type === 'SubExpression' ? expressionsOf(expression.params, expression.hash) : []),
  ]);

/** Nobody nests so deep in earnest; what lies deeper is not visited, so that a hostile template cannot exhaust the stack. */
const deepest = 60;

/** Every statement with the number of blocks around it, in the order of the source. */
export function* walkStatements(
  program: Program | undefined,
  depth = 0,
): Generator<{ statement: Statement; depth: number }> {
  for (const statement of program?.body ?? []) {
    yield { statement, depth };
    if (statement.type !== 'BlockStatement' || depth >= deepest) continue;
    yield* walkStatements(statement.program, depth + 1);
    yield* walkStatements(statement.inverse, depth + (isElseIf(statement.inverse) ? 0 : 1));
  }
}

/** `{{else if}}` is parsed as a block alone in the inverse: it reads, and counts, as the same level. */
const isElseIf = (inverse: Program | undefined): boolean =>
  inverse?.body.length === 1 && inverse.body[0]?.type === 'BlockStatement';

/** All expressions that a statement evaluates, the called name included. */
export const expressionsIn = (statement: Statement): Expression[] => {
  if (statement.type === 'MustacheStatement' || statement.type === 'BlockStatement')
    return [statement.path, ...expressionsOf(statement.params, statement.hash)];
  if (statement.type === 'PartialStatement') return expressionsOf(statement.params, statement.hash);
  return [];
};

export const isCall = (expression: Expression): expression is SubExpression => expression.type === 'SubExpression';
