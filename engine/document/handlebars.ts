import Handlebars from 'handlebars';
import type { HelperSet } from './document-helper.ts';
import { Html } from './html.ts';

interface SourceLocation {
  readonly start: { readonly line: number; readonly column: number };
}

export interface PathExpression {
  readonly type: 'PathExpression';
  readonly loc: SourceLocation;
  readonly original: string;
  readonly parts: readonly string[];
  /** How many `../` stand before it. */
  readonly depth: number;
  /** Begins with `@`. */
  readonly data: boolean;
}

export interface SubExpression {
  readonly type: 'SubExpression';
  readonly loc: SourceLocation;
  readonly path: Expression;
  readonly params: readonly Expression[];
  readonly hash?: Hash;
}

interface Literal {
  readonly type: 'StringLiteral' | 'NumberLiteral' | 'BooleanLiteral' | 'UndefinedLiteral' | 'NullLiteral';
  readonly loc: SourceLocation;
  readonly value?: unknown;
}

export type Expression = PathExpression | SubExpression | Literal;

export interface Hash {
  readonly pairs: readonly { readonly key: string; readonly value: Expression; readonly loc: SourceLocation }[];
}

export interface Program {
  readonly type: 'Program';
  readonly body: readonly Statement[];
  readonly blockParams?: readonly string[];
}

interface Call {
  readonly loc: SourceLocation;
  readonly path: Expression;
  readonly params: readonly Expression[];
  readonly hash?: Hash;
}

interface MustacheStatement extends Call {
  readonly type: 'MustacheStatement';
  readonly escaped: boolean;
}

export interface BlockStatement extends Call {
  readonly type: 'BlockStatement';
  readonly program?: Program;
  readonly inverse?: Program;
}

export interface PartialStatement {
  readonly type: 'PartialStatement';
  readonly loc: SourceLocation;
  readonly name: Expression;
  readonly params: readonly Expression[];
  readonly hash?: Hash;
}

interface ContentStatement {
  readonly type: 'ContentStatement';
  readonly loc: SourceLocation;
  readonly value: string;
  readonly original: string;
}

interface OtherStatement {
  readonly type: 'CommentStatement' | 'PartialBlockStatement' | 'Decorator' | 'DecoratorBlock';
  readonly loc: SourceLocation;
}

export type Statement = MustacheStatement | BlockStatement | PartialStatement | ContentStatement | OtherStatement;

/** The syntax tree of a template; throws an Error whose message names the line. Texts keep the white space they were written with. */
export const parseTemplate = (source: string): Program =>
  Handlebars.parseWithoutProcessing(source) as unknown as Program;

export type CompiledTemplate = (view: object) => string;

interface CallOptions {
  readonly hash: Record<string, unknown>;
  readonly data: { readonly root: unknown };
  readonly fn?: (context: unknown) => string;
  readonly inverse?: (context: unknown) => string;
}

const builtIn = ['each', 'if', 'unless', 'with'];
const refused = ['lookup', 'log', 'helperMissing', 'blockHelperMissing'];

const toHandlebars = (value: unknown): unknown =>
  value instanceof Html ? new Handlebars.SafeString(value.text) : value;

const register = (environment: typeof Handlebars, helpers: HelperSet): void => {
  for (const name of refused) environment.unregisterHelper(name);
  for (const helper of helpers.values()) {
    environment.registerHelper(helper.name, function call(this: unknown, ...all: unknown[]) {
      const options = all.pop() as CallOptions;
      const result = helper.run({ args: all, hash: options.hash, root: options.data.root });
      if (!helper.block) return toHandlebars(result);
      return (result ? options.fn?.(this) : options.inverse?.(this)) ?? '';
    });
  }
};

/**
 * A private Handlebars with the given helpers and partials only: unknown helpers are refused when compiling, inherited
 * properties are never read, and everything a template prints is escaped.
 */
export const createEnvironment = (
  partials: Readonly<Record<string, string>>,
  helpers: HelperSet,
): ((source: string) => CompiledTemplate) => {
  const environment = Handlebars.create();
  register(environment, helpers);
  for (const [name, source] of Object.entries(partials)) environment.registerPartial(name, source);
  const knownHelpers = Object.fromEntries([
    ...refused.map((name) => [name, false]),
    ...[...builtIn, ...helpers.keys()].map((name) => [name, true]),
  ]);
  return (source) => {
    const run = environment.compile(source, { knownHelpers, knownHelpersOnly: true, preventIndent: true });
    return (view) => run(view, { allowProtoPropertiesByDefault: false, allowProtoMethodsByDefault: false });
  };
};
