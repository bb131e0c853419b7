import { seesSensitive } from '#engine/access/allowed.ts';
import { maskData, type SensitiveField } from '#engine/access/mask-data.ts';
import { isObject, type Json } from '#engine/json.ts';
import type { DocumentDefinition } from '#engine/schema/types.gen.ts';
import { sensitiveFields } from '../../query/sensitive-fields.ts';
import type { Context } from '../context.ts';

type Data = { readonly [field: string]: Json };

interface MaskOptions {
  /** False: what is secret is absent whoever looks. */
  readonly secrets?: boolean;
}

type Hidden = ReadonlyMap<string, SensitiveField>;

/** Data with the fields starred or absent that the actor may not see, or that nobody is shown. */
const hideIn = (fields: Hidden, data: Data, inFull: boolean, { secrets = true }: MaskOptions): Data =>
  !inFull || secrets
    ? maskData(fields, data, inFull)
    : maskData(new Map([...fields].filter(([, { sensitivity }]) => sensitivity === 'secret')), data, false);

/** Data of a module as the actor may see it. */
const maskedFor = (context: Context, module: string, data: unknown, options: MaskOptions): unknown => {
  if (!isObject(data) || !context.catalog.definitions.module.has(module)) return data;
  const inFull = seesSensitive({ roles: context.catalog.definitions.role, person: context.actor }, module);
  return hideIn(sensitiveFields(context.catalog.module(module)), data as Data, inFull, options);
};

/** What was typed into a document, as the actor may see it: fields of its form are those of the form in the record. */
export const maskTypedIn = (
  context: Context,
  { form: key, record }: Pick<DocumentDefinition, 'form' | 'record'>,
  data: unknown,
  options: MaskOptions = {},
): unknown => {
  const form = key === undefined ? undefined : context.catalog.module(record).forms.get(key);
  if (form === undefined || !isObject(data)) return data;
  const inFull = seesSensitive({ roles: context.catalog.definitions.role, person: context.actor }, record);
  const hidden = form.fields.flatMap(({ path, sensitivity, mask }) =>
    sensitivity === 'personal' || sensitivity === 'secret'
      ? [[path, { sensitivity, ...(mask !== undefined && { mask }) }] as const]
      : [],
  );
  return hideIn(new Map(hidden), data as Data, inFull, options);
};

/** The data view of a document as the actor may see it: sensitive fields starred or absent, each by its module's right. */
export const maskView = (
  context: Context,
  definition: Pick<DocumentDefinition, 'form' | 'record' | 'subject'>,
  view: object,
  options: MaskOptions = {},
): object => {
  const { record, children, subject, doc, ...rest } = view as Record<string, unknown>;
  const rows = Object.entries(isObject(children) ? children : {}).map(([module, list]) => [
    module,
    Array.isArray(list) ? list.map((row) => maskedFor(context, module, row, options)) : list,
  ]);
  return {
    ...rest,
    record: maskedFor(context, definition.record, record, options),
    children: Object.fromEntries(rows),
    subject: definition.subject === undefined ? subject : maskedFor(context, definition.subject, subject, options),
    doc: isObject(doc) ? { ...doc, data: maskTypedIn(context, definition, doc.data, options) } : doc,
  };
};
