import { askerOf, endWork, percentOf } from '../query/undertaking.ts';
import type { Context } from './context.ts';

/** How far work is that this person asked for; it does not go on when it is over, not begun, or somebody else's. */
export const readWork = (
  { storage, actor }: Context,
  id: string,
): { readonly going: boolean; readonly percent: number } => {
  const percent = percentOf(storage, id);
  const going = percent !== undefined && askerOf(storage, id) === actor.id;
  return { going, percent: going ? percent : 0 };
};

/** Ends work this person asked for; no more than that where it is over. */
export const endOwnWork = ({ storage, actor }: Context, id: string): void => {
  if (askerOf(storage, id) === actor.id) endWork(storage, id);
};
