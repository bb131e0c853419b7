import { documentHelpers } from './document-helpers.ts';
import { type CompiledTemplate, createEnvironment } from './handlebars.ts';
import type { CodeLabels } from './helper/code-label.ts';
import { limits } from './limits.ts';

export interface RendererOptions {
  /** Sources by name. */
  readonly partials: Readonly<Record<string, string>>;
  /** Labels of the code lists that templates print. */
  readonly codes: CodeLabels;
}

/** Renders a template with a view to the HTML of its body. Throws an Error for a template that does not compile or prints too much. */
export type Renderer = (source: string, view: object) => string;

/** A renderer that compiles each template once. Templates must have passed lintTemplate: raw output is refused there. */
export const createRenderer = ({ partials, codes }: RendererOptions): Renderer => {
  const compile = createEnvironment(partials, documentHelpers(codes));
  const compiled = new Map<string, CompiledTemplate>();
  return (source, view) => {
    let template = compiled.get(source);
    if (template === undefined) {
      template = compile(source);
      compiled.set(source, template);
    }
    const html = template(view);
    if (html.length > limits.output)
      throw new RangeError(`the document has ${html.length} characters, more than ${limits.output}`);
    return html;
  };
};
