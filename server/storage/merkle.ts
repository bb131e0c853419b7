import { sha256 } from './events.ts';

/** A leaf binds an event's place in the log to its hash; leaves and inner nodes can not be taken for each other. */
export const leafOf = ({ seq, hash }: { readonly seq: number; readonly hash: string }): string =>
  sha256(`leaf:${seq}:${hash}`);

/** The root over leaves in order; an odd one out moves up as it is. An empty list has no root. */
export const merkleRoot = (leaves: readonly string[]): string => {
  if (leaves.length === 0) throw new RangeError('a Merkle root needs a leaf');
  let level = [...leaves];
  while (level.length > 1) {
    const above: string[] = [];
    for (let index = 0; index < level.length; index += 2) {
      const [left, right] = [level[index] ?? '', level[index + 1]];
      above.push(right === undefined ? left : sha256(`node:${left}:${right}`));
    }
    level = above;
  }
  return level[0] ?? '';
};
