import { all, asJson } from '../storage/db.ts';
import type { SealUse } from '../storage/seal-uses.ts';
import type { Invariant, Offence } from './world.ts';

interface Told {
  readonly id?: string;
  readonly seal?: boolean;
}
type Use = SealUse & { readonly state: string | null; readonly now: string | null };

const faultOf = ({ state, now, number, voided_at: voided }: Use): string | undefined => {
  if (state === null) return 'its paper is gone';
  if ((now ?? '') !== (number ?? '')) return 'its paper has another number';
  if ((state === 'voided') !== (voided !== null)) return 'it and its paper do not agree on being void';
  return undefined;
};

export const i31: Invariant = {
  id: 'I31',
  title: 'every use of a seal is in the register, with the number of its paper, and void when that is',
  find: async ({ db }) => {
    const uses = await all<Use>(
      db,
      'select s.*, d.state as state, d.number as now from seal_use s left join document d on d.id = s.document_id',
    );
    const known = new Set(uses.map(({ document_id: id }) => id));
    const numbered = await all<{ data: unknown }>(db, "select data from event where type = 'document.numbered'");
    const unwritten = numbered
      .map(({ data }) => asJson<Told>(data))
      .filter(({ id, seal }) => seal === true && !known.has(id ?? ''))
      .map(({ id }): Offence => ({ table: 'document', row: id ?? '', reason: 'the use of its seal was not written' }));
    const wrong = uses.flatMap((use): Offence[] => {
      const reason = faultOf(use);
      return reason === undefined ? [] : [{ table: 'seal_use', row: use.id, reason }];
    });
    return [...unwritten, ...wrong];
  },
};
