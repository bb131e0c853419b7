import type { Catalog } from '#engine/definition/catalog.ts';

/** A partial as it may be put into a template. */
export interface Snippet {
  readonly name: string;
  /** What its author calls it. */
  readonly title: string;
  /** The text that includes it, with its arguments to be filled in. */
  readonly text: string;
}

const comment = /^\{\{!--\s*([\s\S]*?)\s*--\}\}/;

/** The first sentence of the note at the head of a partial is its title; `Arguments:` names what it is given. */
const snippetOf = (name: string, source: string): Snippet => {
  const note = comment.exec(source)?.[1] ?? '';
  const title = note.split(/[.\u3002]/)[0]?.trim() || name;
  const named = /Arguments?:\s*([^.]*)/.exec(note)?.[1] ?? '';
  const names = named.split(',').flatMap((part) => /^\s*([a-z]\w*)\s*(?:\(|$)/i.exec(part)?.[1] ?? []);
  const given = names.filter((argument) => new RegExp(`\\b${argument}\\b`).test(source.slice(note.length + 8)));
  return { name, title, text: `{{> ${[name, ...given.map((argument) => `${argument}=${argument}`)].join(' ')}}}` };
};

/** Every partial of a pack that a text may include, by its title; not the text itself. */
export const snippets = (texts: Catalog['texts'], file: string): readonly Snippet[] =>
  [...texts].flatMap(([path, source]) => {
    const name = /^templates\/partials\/(.+)\.hbs$/.exec(path)?.[1];
    return name === undefined || path === file ? [] : [snippetOf(name, source)];
  });
