import type { Catalog } from '#engine/definition/catalog.ts';
import { problem } from '#engine/problem.ts';
import type { DocumentDefinition } from '#engine/schema/types.gen.ts';
import type { TemplateJob } from '../../print/template-job.ts';

/** The texts a document is made of, by their path in the release. */
type TemplateTexts = Readonly<Record<string, string>>;

const partialPath = /^templates\/partials\/([a-z0-9-]+)\.hbs$/;
/** The name of a partial by its path; undefined for another text. */
export const partialOf = (path: string): string | undefined => partialPath.exec(path)?.[1];

const stylePath = (name: string): string => `templates/styles/${name}.css`;

/** The style among the frozen texts of a document, beside the one all share. */
export const styleOf = (texts: TemplateTexts): string =>
  Object.keys(texts)
    .map((path) => /^templates\/styles\/(.+)\.css$/.exec(path)?.[1])
    .find((name) => name !== undefined && name !== 'base') ?? 'base';

/** The paths of template, partials and styles of a document under a regime, in the catalog in force. */
export const templatePaths = (catalog: Catalog, definition: DocumentDefinition, regime: string): string[] => {
  const template = `templates/${definition.templates?.[regime] ?? definition.template}.hbs`;
  const partials = [...catalog.texts.keys()].filter((path) => partialPath.test(path));
  const wanted = [template, ...partials, stylePath('base'), stylePath(definition.style)];
  const missing = wanted.filter((path) => !catalog.texts.has(path));
  if (missing.length > 0) throw problem('not-available', { params: { reason: missing.join(', ') } });
  return wanted;
};

const labels = new WeakMap<Catalog, TemplateJob['codes']>();

/** The labels of every code list, by list and code. */
export const codeLabels = (catalog: Catalog): TemplateJob['codes'] => {
  const known = labels.get(catalog);
  if (known) return known;
  const made = Object.fromEntries(
    [...catalog.definitions.codes].map(([key, { items }]) => [
      key,
      Object.fromEntries(items.map(({ code, title }) => [code, title.zh])),
    ]),
  );
  labels.set(catalog, made);
  return made;
};

export interface TemplateParts {
  readonly texts: TemplateTexts;
  readonly style: string;
  readonly codes: TemplateJob['codes'];
  readonly roles: TemplateJob['roles'];
  readonly view: object;
  readonly title: string;
  readonly qr?: NonNullable<TemplateJob['qr']>;
}

/** Puts the parts of a document together for the template worker. Without a code it is marked as a draft. */
export const templateJob = ({ texts, style, qr, ...rest }: TemplateParts): TemplateJob => {
  const partials = Object.entries(texts).flatMap(([path, text]) => {
    const name = partialPath.exec(path)?.[1];
    return name === undefined ? [] : [[name, text] as const];
  });
  const template = Object.entries(texts).find(([path]) => path.endsWith('.hbs') && !partialPath.test(path))?.[1] ?? '';
  return {
    ...rest,
    template,
    partials: Object.fromEntries(partials),
    styles: [texts[stylePath('base')] ?? '', texts[stylePath(style)] ?? ''],
    draft: qr === undefined,
    ...(qr !== undefined && { qr }),
  };
};
