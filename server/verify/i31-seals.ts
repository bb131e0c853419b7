import { all, asJson } from '../storage/db.ts';
import type { SealUse } from '../storage/seal-uses.ts';
import type { Invariant, Offence } from './world.ts';

interface Told {
  readonly id?: string;
  readonly seal?: boolean;
  readonly edges?: number;
}
type Use = SealUse & { readonly state: string | null; readonly now: string | null; readonly bound: string | null };

const faultOf = ({ state, now, number, voided_at: voided, print_run: run, bound }: Use): string | undefined => {
  if (run !== null) return bound === null ? 'its volume is gone' : undefined;
  if (state === null) return 'its paper is gone';
  if ((now ?? '') !== (number ?? '')) return 'its paper has another number';
  if ((state === 'voided') !== (voided !== null)) return 'it and its paper do not agree on being void';
  return undefined;
};

/** What an event tells of a seal is in the register: that it was used, and across how many pages. */
const isWritten = (use: Use | undefined, seal: boolean, edges: number | undefined): boolean =>
  (!seal || use !== undefined) && (edges === undefined || Number(use?.edges) === edges);

export const i31: Invariant = {
  id: 'I31',
  title: 'every use of a seal is in the register, with the number of its paper, and void when that is',
  find: async ({ db }) => {
    const uses = await all<Use>(
      db,
      'select s.*, d.state as state, d.number as now, p.pdf as bound from seal_use s left join document d on d.id = s.document_id left join print_run p on p.id = s.print_run',
    );
    const known = new Map(uses.map((use) => [use.document_id, use]));
    const told = await all<{ data: unknown }>(
      db,
      "select data from event where type in ('document.numbered', 'document.issued', 'print.made')",
    );
    const unwritten = told
      .map(({ data }) => asJson<Told & { readonly run?: string }>(data))
      .filter(({ id, run, seal, edges }) => !isWritten(known.get(id ?? run ?? ''), seal === true, edges))
      .map(
        ({ id, run }): Offence => ({
          table: 'document',
          row: id ?? run ?? '',
          reason: 'the use of its seal was not written',
        }),
      );
    const wrong = uses.flatMap((use): Offence[] => {
      const reason = faultOf(use);
      return reason === undefined ? [] : [{ table: 'seal_use', row: use.id, reason }];
    });
    return [...unwritten, ...wrong];
  },
};
