import type { DocumentHelper } from './document-helper.ts';
import { documentHelpers } from './document-helpers.ts';
import type {
  BlockStatement,
  Expression,
  Hash,
  PartialStatement,
  PathExpression,
  Program,
  Statement,
  SubExpression,
} from './handlebars.ts';
import { parseTemplate } from './handlebars.ts';

export interface UsedPath {
  /** Absolute in the view, items of a list as `*`: `children.goods.*.name`. */
  readonly path: string;
  /** The template or partial that reads it. */
  readonly template: string;
  readonly line: number;
}

export interface TemplateSource {
  readonly name: string;
  readonly source: string;
}

/** Where a name leads: an absolute path, or nothing that can be followed (a computed value, a loop index). */
type Target = string | undefined;

interface Scope {
  readonly context: Target;
  /** Block parameters, seen by everything inside. */
  readonly names: ReadonlyMap<string, Target>;
  /** Arguments of a partial, seen as fields of its context. */
  readonly given?: ReadonlyMap<string, Target>;
  readonly outer?: Scope;
}

const helpers = documentHelpers({});
const joinPath = (base: string, parts: readonly string[]): string =>
  [base, ...parts.map((part) => (/^\d+$/.test(part) ? '*' : part))].filter(Boolean).join('.');
const below = (target: Target, ...parts: string[]): Target =>
  target === undefined ? undefined : joinPath(target, parts);
const textOf = (expression: Expression | undefined): string | undefined =>
  expression?.type === 'StringLiteral' && typeof expression.value === 'string' ? expression.value : undefined;

/** Partials that include each other many times would be walked without end. */
const maximumVisits = 100_000;

/** A walk through one template and the partials it includes; each partial is walked again in every context it is used in. */
class PathCollector {
  readonly found = new Map<string, UsedPath>();
  readonly #partials: ReadonlyMap<string, Program>;
  #template = '';
  #nesting = 0;
  #visits = 0;

  constructor(partials: ReadonlyMap<string, Program>) {
    this.#partials = partials;
  }

  collect(template: string, program: Program | undefined, scope: Scope): void {
    const before = this.#template;
    this.#template = template;
    for (const statement of program?.body ?? []) {
      this.#visits += 1;
      if (this.#visits > maximumVisits) return;
      this.#statement(statement, scope);
    }
    this.#template = before;
  }

  #note(target: Target, line: number): void {
    if (target === undefined || target === '') return;
    const key = `${this.#template} ${line} ${target}`;
    if (!this.found.has(key)) this.found.set(key, { path: target, template: this.#template, line });
  }

  #path(expression: PathExpression, scope: Scope): Target {
    const { parts, depth, data } = expression;
    if (data) return parts[0] === 'root' ? joinPath('', parts.slice(1)) : undefined;
    let from: Scope | undefined = scope;
    for (let step = 0; step < depth; step += 1) from = from?.outer;
    const [head = '', ...rest] = parts;
    if (depth === 0 && !/^(?:this\b|\.)/.test(expression.original)) {
      for (let at: Scope | undefined = scope; at; at = at.outer) {
        if (at.names.has(head)) return below(at.names.get(head), ...rest);
      }
    }
    return from?.given?.has(head) ? below(from.given.get(head), ...rest) : below(from?.context, ...parts);
  }

  /** Notes what an expression reads, and tells where its value lies. */
  #expression(expression: Expression | undefined, scope: Scope): Target {
    if (expression?.type === 'PathExpression') {
      const target = this.#path(expression, scope);
      this.#note(target, expression.loc.start.line);
      return target;
    }
    return expression?.type === 'SubExpression' ? this.#call(expression, scope) : undefined;
  }

  #call(call: Pick<SubExpression, 'path' | 'params' | 'hash' | 'loc'>, scope: Scope): Target {
    const helper: DocumentHelper | undefined =
      call.path.type === 'PathExpression' ? helpers.get(call.path.original) : undefined;
    const targets = call.params.map((param) => this.#expression(param, scope));
    this.#hash(call.hash, scope);
    const field = helper?.field === undefined ? undefined : textOf(call.params[helper.field]);
    if (field !== undefined) this.#note(below(targets[0], '*', ...field.split('.')), call.loc.start.line);
    if (helper?.yields === 'list') return targets[0];
    return helper?.yields === 'item' ? below(targets[0], '*') : undefined;
  }

  #hash(hash: Hash | undefined, scope: Scope): [string, Target][] {
    return hash?.pairs.map(({ key, value }): [string, Target] => [key, this.#expression(value, scope)]) ?? [];
  }

  #statement(statement: Statement, scope: Scope): void {
    if (statement.type === 'MustacheStatement') {
      const isHelper = statement.path.type === 'PathExpression' && helpers.has(statement.path.original);
      if (isHelper) this.#call(statement, scope);
      else this.#expression(statement.path, scope);
    } else if (statement.type === 'BlockStatement') this.#block(statement, scope);
    else if (statement.type === 'PartialStatement') this.#partial(statement, scope);
  }

  #block(block: BlockStatement, scope: Scope): void {
    const name = block.path.type === 'PathExpression' ? block.path.original : '';
    const [target] = block.params.map((param) => this.#expression(param, scope));
    this.#hash(block.hash, scope);
    const inner =
      name === 'each' || name === 'with'
        ? this.#inner(block, name === 'each' ? below(target, '*') : target, scope)
        : scope;
    this.collect(this.#template, block.program, inner);
    this.collect(this.#template, block.inverse, scope);
  }

  #inner(block: BlockStatement, context: Target, outer: Scope): Scope {
    const [item, ...others] = block.program?.blockParams ?? [];
    const names = new Map<string, Target>(others.map((name) => [name, undefined]));
    if (item !== undefined) names.set(item, context);
    return { context, names, outer };
  }

  #partial(statement: PartialStatement, scope: Scope): void {
    const [target] = statement.params.map((param) => this.#expression(param, scope));
    const given = new Map(this.#hash(statement.hash, scope));
    const name = statement.name.type === 'PathExpression' ? statement.name.original : '';
    const program = this.#partials.get(name);
    if (program === undefined || this.#nesting >= 8) return;
    this.#nesting += 1;
    const context = statement.params.length > 0 ? target : scope.context;
    this.collect(name, program, { context, names: new Map(), given });
    this.#nesting -= 1;
  }
}

/**
 * Every path of the view that a template reads, partials followed with their arguments. Both must parse (ask lintTemplate).
 * What cannot be followed (a value computed by a helper) is left out.
 */
export const usedPaths = (template: TemplateSource, partials: Readonly<Record<string, string>> = {}): UsedPath[] => {
  const parsed = new Map(Object.entries(partials).map(([name, source]) => [name, parseTemplate(source)]));
  const collector = new PathCollector(parsed);
  collector.collect(template.name, parseTemplate(template.source), { context: '', names: new Map() });
  return [...collector.found.values()];
};
