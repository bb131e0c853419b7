import { problem } from '#engine/problem.ts';
import { askerOf, endWork, percentOf } from '../query/undertaking.ts';
import type { Context } from './context.ts';

/** How far work is that this person asked for. @throws Problem not-found when it is over, or somebody else's */
export const readWork = ({ storage, actor }: Context, id: string): { readonly percent: number } => {
  const percent = percentOf(storage, id);
  if (percent === undefined || askerOf(storage, id) !== actor.id) throw problem('not-found');
  return { percent };
};

/** Ends work this person asked for; no more than that where it is over. */
export const endOwnWork = ({ storage, actor }: Context, id: string): void => {
  if (askerOf(storage, id) === actor.id) endWork(storage, id);
};
