import { seesSensitive } from '#engine/access/allowed.ts';
import { maskData } from '#engine/access/mask-data.ts';
import { isObject, type Json } from '#engine/json.ts';
import type { DocumentDefinition } from '#engine/schema/types.gen.ts';
import { sensitiveFields } from '../../query/sensitive-fields.ts';
import type { Context } from '../context.ts';

type Data = { readonly [field: string]: Json };

/** Data of a module as the actor may see it. */
const maskedFor = (context: Context, module: string, data: unknown): unknown => {
  if (!isObject(data) || !context.catalog.definitions.module.has(module)) return data;
  const inFull = seesSensitive({ roles: context.catalog.definitions.role, person: context.actor }, module);
  return maskData(sensitiveFields(context.catalog.module(module)), data as Data, inFull);
};

/** What was typed into a document, as the actor may see it: fields of its form are those of the form in the record. */
export const maskTypedIn = (
  context: Context,
  { form: key, record }: Pick<DocumentDefinition, 'form' | 'record'>,
  data: unknown,
): unknown => {
  const form = key === undefined ? undefined : context.catalog.module(record).forms.get(key);
  if (form === undefined || !isObject(data)) return data;
  const inFull = seesSensitive({ roles: context.catalog.definitions.role, person: context.actor }, record);
  const hidden = form.fields.flatMap(({ path, sensitivity, mask }) =>
    sensitivity === 'personal' || sensitivity === 'secret'
      ? [[path, { sensitivity, ...(mask !== undefined && { mask }) }] as const]
      : [],
  );
  return maskData(new Map(hidden), data as Data, inFull);
};

/** The data view of a document as the actor may see it: sensitive fields starred or absent, each by its module's right. */
export const maskView = (
  context: Context,
  definition: Pick<DocumentDefinition, 'form' | 'record' | 'subject'>,
  view: object,
): object => {
  const { record, children, subject, doc, ...rest } = view as Record<string, unknown>;
  const rows = Object.entries(isObject(children) ? children : {}).map(([module, list]) => [
    module,
    Array.isArray(list) ? list.map((row) => maskedFor(context, module, row)) : list,
  ]);
  return {
    ...rest,
    record: maskedFor(context, definition.record, record),
    children: Object.fromEntries(rows),
    subject: definition.subject === undefined ? subject : maskedFor(context, definition.subject, subject),
    doc: isObject(doc) ? { ...doc, data: maskTypedIn(context, definition, doc.data) } : doc,
  };
};
