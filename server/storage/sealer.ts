import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Selectable } from 'kysely';
import { canonicalJson } from '#engine/json.ts';
import { fromMilliseconds, toMilliseconds } from '#engine/time.ts';
import { all, type Db, insertRow, one } from './db.ts';
import { sha256 } from './events.ts';
import { leafOf, merkleRoot } from './merkle.ts';
import type { BlockTable } from './service-tables.ts';
import type { Storage } from './storage.ts';

export type BlockRow = Selectable<BlockTable>;

/** What the first block names as its previous one. */
export const noBlock = '0'.repeat(64);
const blockLength = 2000;
/** On MariaDB numbers of the log are given before their transactions end: the newest events wait this long. */
const settleTime = 10_000;

export const blockHash = ({ hash: _hash, ...block }: Omit<BlockRow, 'hash'> & { readonly hash?: string }): string =>
  sha256(canonicalJson(block));

/** A log whose rows are numbered and hashed, and the blocks it is sealed in. */
export interface SealedLog {
  readonly rows: 'event' | 'custody_line';
  readonly blocks: 'block' | 'custody_block';
}

export const eventLog: SealedLog = { rows: 'event', blocks: 'block' };
export const custodyLog: SealedLog = { rows: 'custody_line', blocks: 'custody_block' };

/** Takes the events not yet sealed into numbered blocks; each block names the one before. Gives how many were made. */
export const sealEvents = (storage: Storage, now: string): Promise<number> => sealLog(storage, eventLog, now);

/** The same for the lines of the custody log. */
export const sealCustody = (storage: Storage, now: string): Promise<number> => sealLog(storage, custodyLog, now);

const sealLog = async (storage: Storage, log: SealedLog, now: string): Promise<number> => {
  for (let blocks = 0; ; blocks += 1) {
    if (!(await storage.transact((db) => sealOne(db, storage.dialect, log, now)))) return blocks;
    await nextTurn();
  }
};

const sealOne = async (db: Db, dialect: Storage['dialect'], log: SealedLog, now: string): Promise<boolean> => {
  const last = await one<BlockRow>(
    db,
    `select * from \`${log.blocks}\` order by \`no\` desc limit 1${dialect === 'mariadb' ? ' for update' : ''}`,
  );
  const events = await unsealed(db, dialect, log, Number(last?.to_seq ?? 0), now);
  const [first, final] = [events[0], events.at(-1)];
  if (first === undefined || final === undefined) return false;
  const block = {
    no: Number(last?.no ?? 0) + 1,
    from_seq: first.seq,
    to_seq: final.seq,
    count: events.length,
    root: merkleRoot(events.map(leafOf)),
    previous: last?.hash ?? noBlock,
    sealed_at: now,
  };
  await insertRow(db, log.blocks, { ...block, hash: blockHash(block) });
  return true;
};

/** The shared lock waits for events below the newest old one that are written but not committed. */
const unsealed = (
  db: Db,
  dialect: Storage['dialect'],
  { rows }: SealedLog,
  after: number,
  now: string,
): Promise<{ seq: number; hash: string }[]> => {
  if (dialect === 'sqlite')
    return all(
      db,
      `select \`seq\`, \`hash\` from \`${rows}\` where \`seq\` > ? order by \`seq\` limit ${blockLength}`,
      [after],
    );
  const settled = fromMilliseconds(toMilliseconds(now) - settleTime);
  return all(
    db,
    `select \`seq\`, \`hash\` from \`${rows}\` where \`seq\` > ? and \`seq\` <= (select max(\`seq\`) from \`${rows}\` where \`seq\` > ? and \`at\` <= ?) order by \`seq\` limit ${blockLength} lock in share mode`,
    [after, after, settled],
  );
};
