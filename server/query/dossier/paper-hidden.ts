import { canonicalJson } from '#engine/json.ts';
import type { DocumentDefinition } from '#engine/schema/types.gen.ts';
import type { Context } from '../../command/context.ts';
import { maskView } from '../../command/document/mask-view.ts';
import { asJson } from '../../storage/db.ts';
import { readBlobs } from '../../storage/definitions.ts';
import type { DocumentRow } from '../../storage/documents.ts';
import { seesSensitive } from '../present-record.ts';
import { sensitiveFields } from '../sensitive-fields.ts';

type Declared = Pick<DocumentDefinition, 'form' | 'record' | 'subject' | 'view'>;

/** Modules whose data a paper may show. */
const shownModules = ({ record, subject, view }: Declared): readonly string[] => [
  ...new Set([record, ...(subject === undefined ? [] : [subject]), ...(view?.children ?? [])]),
];

/** Could anything of the module be hidden from this person, or from everybody in a volume without secrets? */
const mayHide = (context: Context, key: string, secrets: boolean): boolean => {
  if (!context.catalog.definitions.module.has(key)) return false;
  const fields = [...sensitiveFields(context.catalog.module(key)).values()];
  if (!seesSensitive(context, key)) return fields.length > 0;
  return !secrets && fields.some(({ sensitivity }) => sensitivity === 'secret');
};

/** Does a paper show anything this person may not see, or, in a volume without secrets, anything secret? */
export const isPaperHidden = async (
  context: Context,
  row: DocumentRow,
  { declared, secrets }: { readonly declared: Declared; readonly secrets: boolean },
): Promise<boolean> => {
  if (!shownModules(declared).some((key) => mayHide(context, key, secrets))) return false;
  const content = (await readBlobs(context.storage.read, [row.view ?? ''])).get(row.view ?? '');
  if (content === undefined) throw new Error(`blob ${row.view} is missing or damaged`);
  const { view } = asJson<{ view: object }>(content);
  return canonicalJson(maskView(context, declared, view, { secrets })) !== canonicalJson(view);
};
