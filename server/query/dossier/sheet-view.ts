import { titleUnder } from '#engine/definition/under-regime.ts';
import type { DocumentDefinition } from '#engine/schema/types.gen.ts';
import type { Context } from '../../command/context.ts';
import { buildView } from '../../command/document/build-view.ts';
import { documentDefinition } from '../../command/document/reach-document.ts';
import type { RecordRow } from '../../storage/records.ts';

interface Sheet {
  readonly document: string;
  readonly row: RecordRow;
  /** The moment it speaks of. */
  readonly at: string;
}

/** The data view of a document that is printed for a volume alone: neither draft nor numbered, and of no day but `at`. */
export const sheetView = async (
  context: Context,
  { document, row, at }: Sheet,
): Promise<{ readonly definition: DocumentDefinition; readonly view: object; readonly title: string }> => {
  const definition = documentDefinition(context, document);
  const title = titleUnder(definition, row.regime).zh;
  const paper = { document, subject_id: null, title, data: '{}' };
  const view = await buildView({ ...context, now: at }, context.storage.read, {
    definition,
    row: paper,
    record: row,
    number: '',
  });
  return { definition, view, title };
};
