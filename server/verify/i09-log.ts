import { all, type Db } from '../storage/db.ts';
import { type EventRow, eventHash } from '../storage/events.ts';
import { leafOf, merkleRoot } from '../storage/merkle.ts';
import { type BlockRow, blockHash, noBlock } from '../storage/sealer.ts';
import type { Invariant, Offence } from './world.ts';

const pageLength = 5000;

/** Events in order, a page at a time. */
async function* eventsIn(db: Db): AsyncGenerator<EventRow> {
  for (let after = 0; ; ) {
    const page = await all<EventRow>(
      db,
      `select * from \`event\` where \`seq\` > ? order by \`seq\` limit ${pageLength}`,
      [after],
    );
    yield* page;
    const last = page.at(-1);
    if (last === undefined || page.length < pageLength) return;
    after = Number(last.seq);
  }
}

const faultOf = (block: BlockRow, before: BlockRow | undefined, leaves: readonly string[]): string | undefined => {
  if (Number(block.no) !== Number(before?.no ?? 0) + 1) return 'a block before it is missing';
  if (block.previous !== (before?.hash ?? noBlock)) return 'it does not follow the block before it';
  if (blockHash(block) !== block.hash) return 'it has changed';
  if (leaves.length !== Number(block.count)) return `${leaves.length} events are left of ${block.count}`;
  return merkleRoot(leaves) === block.root ? undefined : 'its events have changed';
};

export const i09: Invariant = {
  id: 'I9',
  title: 'every event is as it was written, and the blocks hold all of them in order',
  find: async ({ db }) => {
    const broken: Offence[] = [];
    const blocks = await all<BlockRow>(db, 'select * from `block` order by `no`');
    const leaves = new Map<BlockRow, string[]>(blocks.map((block) => [block, []]));
    let at = 0;
    for await (const event of eventsIn(db)) {
      const row = String(event.seq);
      if (eventHash(event) !== event.hash) broken.push({ table: 'event', row, reason: 'it is not what was written' });
      while (blocks[at] && Number(blocks[at]?.to_seq) < event.seq) at += 1;
      const block = blocks[at];
      if (block && event.seq >= Number(block.from_seq)) leaves.get(block)?.push(leafOf(event));
      else if (block) broken.push({ table: 'event', row, reason: 'it lies between two blocks' });
    }
    blocks.forEach((block, index) => {
      const reason = faultOf(block, blocks[index - 1], leaves.get(block) ?? []);
      if (reason !== undefined) broken.push({ table: 'block', row: String(block.no), reason });
    });
    return broken;
  },
};
