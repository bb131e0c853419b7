import { lacking } from '#engine/document/lacking.ts';
import type { Issue } from '#engine/issue.ts';
import { problem } from '#engine/problem.ts';
import type { DocumentDefinition, Title } from '#engine/schema/types.gen.ts';
import type { Context } from '../context.ts';

interface Place {
  /** What is missing, and where it is filled in. */
  readonly what: Title | string;
  readonly place: Title | string;
}

/** Refuses a document while something it needs is not in its view. @throws Problem action-not-available, an issue each, by what and where */
export const checkNeeds = (context: Context, definition: DocumentDefinition, view: unknown): void => {
  const issues = lacking(definition.needs ?? [], view).map(({ path, why }): Issue => {
    const code = why === 'unchosen' ? 'document.unchosen' : 'document.blank';
    const params = { ...placeOf(context, definition, path), document: definition.title };
    return { path: `/${path.replaceAll('.', '/')}`, code, params };
  });
  if (issues.length > 0) throw problem('action-not-available', { issues });
};

const placeOf = (context: Context, definition: DocumentDefinition, path: string): Place => {
  const [root = '', ...rest] = path.split('.');
  if (root === 'children') return { what: titleOf(context, rest[0]), place: titleOf(context, definition.record) };
  if (root === 'doc') return typedIn(context, definition, rest.slice(1).join('.'));
  const key = root === 'subject' ? definition.subject : definition.record;
  const field = key === undefined ? undefined : context.catalog.module(key).fields.get(rest.join('.'));
  return { what: field?.title ?? titleOf(context, key), place: titleOf(context, key) };
};

const titleOf = (context: Context, module: string | undefined): Title | string =>
  context.catalog.definitions.module.get(module ?? '')?.title ?? module ?? '';

/** A field of the document's own form. */
const typedIn = (context: Context, { form: key, record, title }: DocumentDefinition, path: string): Place => {
  const form = context.catalog.module(record).forms.get(key ?? '');
  return {
    what: form?.fields.find((field) => field.path === path)?.title ?? path,
    place: form?.definition.title ?? title,
  };
};
