import { all, type Db } from '../storage/db.ts';
import { leafOf, merkleRoot } from '../storage/merkle.ts';
import { type BlockRow, blockHash, noBlock, type SealedLog } from '../storage/sealer.ts';
import type { Offence } from './world.ts';

interface Row {
  readonly seq: number;
  readonly hash: string;
}

const pageLength = 5000;

/** Rows of a log in order, a page at a time. */
async function* rowsIn<R extends Row>(db: Db, table: SealedLog['rows']): AsyncGenerator<R> {
  for (let after = 0; ; ) {
    const page = await all<R>(db, `select * from \`${table}\` where \`seq\` > ? order by \`seq\` limit ${pageLength}`, [
      after,
    ]);
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
  if (leaves.length !== Number(block.count)) return `${leaves.length} rows are left of ${block.count}`;
  return merkleRoot(leaves) === block.root ? undefined : 'its rows have changed';
};

/** Looks whether every row of a log is as it was written, and its blocks hold all of them in order. */
export const findInLog = async <R extends Row>(
  db: Db,
  log: SealedLog,
  isWhole: (row: R) => boolean,
): Promise<Offence[]> => {
  const broken: Offence[] = [];
  const blocks = await all<BlockRow>(db, `select * from \`${log.blocks}\` order by \`no\``);
  const leaves = new Map<BlockRow, string[]>(blocks.map((block) => [block, []]));
  let at = 0;
  for await (const found of rowsIn<R>(db, log.rows)) {
    const row = String(found.seq);
    if (!isWhole(found)) broken.push({ table: log.rows, row, reason: 'it is not what was written' });
    while (blocks[at] && Number(blocks[at]?.to_seq) < found.seq) at += 1;
    const block = blocks[at];
    if (block && found.seq >= Number(block.from_seq)) leaves.get(block)?.push(leafOf(found));
    else if (block) broken.push({ table: log.rows, row, reason: 'it lies between two blocks' });
  }
  blocks.forEach((block, index) => {
    const reason = faultOf(block, blocks[index - 1], leaves.get(block) ?? []);
    if (reason !== undefined) broken.push({ table: log.blocks, row: String(block.no), reason });
  });
  return broken;
};
