import { compileForm } from '#engine/form/compile.ts';
import { fieldsOf } from '#engine/form/fields.ts';
import type { FormDefinition } from '#engine/form/form.ts';
import { translate } from '#engine/message/translate.ts';
import type { Data } from '../answer/records.ts';
import type { ApiIssue } from '../api.ts';
import { loadCodes } from '../value/lookup.ts';
import { language } from '../words.ts';

/** Judges data by the validator the server uses, so that most faults are named before anything is sent. */
export const checkFormData = async (
  form: FormDefinition,
  data: Data,
  options: { readonly complete: boolean; readonly today: string },
): Promise<ApiIssue[]> => {
  const keys = [...new Set(fieldsOf(form).flatMap(({ codes }) => (codes === undefined ? [] : [codes])))];
  const lists = await Promise.all(
    keys.map(async (key) => [key, new Set((await loadCodes(key)).items.map(({ code }) => code))] as const),
  );
  const codes = new Map<string, ReadonlySet<string>>(lists);
  const { issues } = compileForm(form, { codes: (key) => codes.get(key) }).validate(data, options);
  return issues.map((issue) => ({ ...issue, message: translate(issue, language()) }));
};
