import { fieldTypesOf } from '#engine/definition/field-type.ts';
import type { FormDefinition } from '#engine/form/form.ts';
import type { FieldType, FormDefinition as StoredForm } from '#engine/schema/types.gen.ts';

/** The type of every field of a form by its path. */
export const formFieldTypes = (form: FormDefinition): ReadonlyMap<string, FieldType> =>
  fieldTypesOf(form as unknown as Pick<StoredForm, 'components'>);
