import { getPath } from '#engine/json.ts';
import { problem } from '#engine/problem.ts';
import { isCivilDate, isInstant } from '#engine/time.ts';
import type { DocumentRow } from '../../storage/documents.ts';
import { machine } from '../context.ts';
import { latestIssued, markServed } from '../mark-served.ts';
import { recordOfModule } from '../record-of-module.ts';
import type { EffectWork, RunEffect } from './effect.ts';
import { valueFrom } from './value-source.ts';

/** Notes that the newest issued document of a kind reached the person it is for; a record below may serve its parent's. */
export const serveDocument: RunEffect<'serveDocument'> = async (work, effect) => {
  const { unit, record } = work;
  const { documentField, servedAt } = effect;
  const document = kindServed(work, effect);
  const at = await valueFrom(work, servedAt);
  if (!isCivilDate(at) && !isInstant(at)) throw refuse(work, 'workflow.noServiceDate', document);
  // A kind of paper the system does not make, such as what is only listed on a receipt, has nothing to be marked.
  if (!unit.context.catalog.definitions.document.has(document) && documentField !== undefined) return;
  const row = await paperServed(work, effect);
  // Time that goes by is not held up by a paper that was never made; a person is told.
  if (row === undefined && documentField !== undefined && unit.context.actor.id === machine.id) return;
  if (row === undefined) throw refuse(work, 'workflow.documentNotIssued', document);
  await markServed(unit, { row, organization: record.row.organization, servedAt: at });
};

type Serving = Pick<Parameters<RunEffect<'serveDocument'>>[1], 'document' | 'documentField'>;

/** Which kind of paper the effect marks. */
export const kindServed = ({ record }: Pick<EffectWork, 'record'>, { document, documentField }: Serving): string => {
  const said = documentField === undefined ? document : getPath(record.data, documentField);
  return typeof said === 'string' ? said : '';
};

/** The paper that the effect marks, where there is one. */
export const paperServed = async (
  work: Pick<EffectWork, 'unit' | 'record'>,
  effect: Serving,
): Promise<DocumentRow | undefined> => {
  const { unit, record } = work;
  const document = kindServed(work, effect);
  const definition = unit.context.catalog.definitions.document.get(document);
  const holder = await recordOfModule(unit, record.row, definition?.record ?? record.row.module);
  const subject = definition?.subject === record.row.module ? record.row.id : undefined;
  return holder && (await latestIssued(unit, holder.id, document, subject));
};

const refuse = ({ unit }: EffectWork, code: string, document: string) => {
  const title = unit.context.catalog.definitions.document.get(document)?.title ?? document;
  return problem('action-not-available', { issues: [{ path: '', code, params: { document: title } }] });
};
