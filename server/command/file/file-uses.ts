import { all, moduleTableName } from '../../storage/db.ts';
import { openStored } from '../secrets.ts';
import type { Unit } from '../unit.ts';

interface Placed {
  readonly id: string;
  readonly root_id: string;
  readonly module: string;
}

interface Row {
  readonly record_id: string;
  readonly state: string;
  readonly frozen_at: string | null;
  readonly data: unknown;
}

/** What holds files of a record: forms of its family, what it keeps itself, what is typed and not saved, signed papers. */
export interface FileUses {
  /** For good: an entry that was frozen, or a paper. */
  frozen(file: string): boolean;
  /** For now. */
  held(file: string): boolean;
  /** When the record last passed a step; nothing that came before that is taken away by hand. */
  readonly passed: string;
}

/** Looked for by the file's id in what is stored, secret parts opened: an id is like nothing else. */
export const fileUses = async ({ db, context }: Unit, record: Placed): Promise<FileUses> => {
  const entries = await all<Row>(
    db,
    'select e.record_id, e.state, e.frozen_at, e.data from entry e join record r on r.id = e.record_id where r.root_id = ?',
    [record.root_id],
  );
  const own = await all<Row>(
    db,
    `select id as record_id, data from \`${moduleTableName(record.module)}\` where id = ? union all select record_id, data from stash where record_id = ?`,
    [record.id, record.id],
  );
  const scans = await all<{ file_link: string }>(db, 'select file_link from paper_scan where record_id = ?', [
    record.id,
  ]);
  const textOf = (rows: readonly Row[]): string =>
    rows.map(({ record_id, data }) => JSON.stringify(openStored(context, record_id, data))).join('\n');
  const frozen = textOf(entries.filter(({ state }) => state === 'frozen'));
  const held = textOf([...entries.filter(({ state }) => state !== 'frozen'), ...own]);
  const passes = entries.filter(({ record_id }) => record_id === record.id).map(({ frozen_at }) => frozen_at ?? '');
  return {
    frozen: (file) => frozen.includes(JSON.stringify(file)) || scans.some(({ file_link }) => file_link === file),
    held: (file) => held.includes(JSON.stringify(file)),
    passed: passes.sort().at(-1) ?? '',
  };
};
