import { canonicalJson } from '#engine/json.ts';
import type { DocumentDefinition } from '#engine/schema/types.gen.ts';
import type { Context } from '../command/context.ts';
import { type FrozenJob, frozenJob } from '../command/document/frozen-job.ts';
import { maskView } from '../command/document/mask-view.ts';
import { verificationAddress } from '../command/issue-document.ts';
import type { DocumentRow } from '../storage/documents.ts';

export type DeclaredPaper = Pick<DocumentDefinition, 'form' | 'record' | 'subject'>;

/** How a paper is declared; what was issued stays readable when its declaration is gone. */
export const declaredPaper = (context: Context, { document, module }: DocumentRow): DeclaredPaper =>
  context.catalog.definitions.document.get(document) ?? { record: module };

export interface SeenPaper extends FrozenJob {
  /** What it was frozen with, as the actor may see it. */
  readonly view: { readonly doc?: object };
  /** Nothing in it is hidden from the actor. */
  readonly inFull: boolean;
}

/** A numbered paper as the actor may see it. */
export const seenPaper = async (context: Context, row: DocumentRow): Promise<SeenPaper> => {
  const place = { roles: context.services.fontRoles, address: verificationAddress(context, row.token ?? '') };
  const frozen = await frozenJob(context.storage.read, row, place);
  const view = maskView(context, declaredPaper(context, row), frozen.job.view) as SeenPaper['view'];
  return { ...frozen, view, inFull: canonicalJson(view) === canonicalJson(frozen.job.view) };
};
