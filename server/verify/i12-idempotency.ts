import { all, type Db } from '../storage/db.ts';
import type { IdempotencyRow } from '../storage/idempotency.ts';
import type { Invariant, Offence } from './world.ts';

const places = [
  'record',
  'document',
  'draft',
  'release',
  'job',
  'task',
  'file_link',
  'message',
  'decision',
  'rule_run',
  'import_run',
  'print_run',
];

const isKnown = async (db: Db, id: string): Promise<boolean> => {
  const union = places.map((table) => `select 1 from \`${table}\` where \`id\` = ?`);
  const gone = "select 1 from `event` where `record_id` = ? and `type` = 'record.deleted'";
  const rows = await all(db, [...union, gone].join(' union all '), [...union.map(() => id), id]);
  return rows.length > 0;
};

const parsed = (text: unknown): unknown => {
  if (typeof text !== 'string') return text;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const faultOf = async (db: Db, row: IdempotencyRow): Promise<string | undefined> => {
  if (Number(row.status) < 200 || Number(row.status) > 299) return `the stored answer has status ${row.status}`;
  if (!/^[0-9a-f]{64}$/.test(row.body)) return 'it does not know what was asked';
  const answer = parsed(row.reference);
  if (answer === undefined) return 'its answer cannot be read';
  const id = typeof answer === 'object' && answer !== null && 'id' in answer ? answer.id : undefined;
  return typeof id === 'string' && !(await isKnown(db, id)) ? `what it made, ${id}, is not there` : undefined;
};

export const i12: Invariant = {
  id: 'I12',
  title: 'a key had one effect, and its stored answer names it',
  find: async ({ db }) => {
    const broken: Offence[] = [];
    const seen = new Set<string>();
    for (const row of await all<IdempotencyRow>(db, 'select * from `idempotency`')) {
      const key = `${row.actor}/${row.route}/${row.key}`;
      const reason = seen.has(key) ? 'it was used twice' : await faultOf(db, row);
      seen.add(key);
      if (reason !== undefined) broken.push({ table: 'idempotency', row: key, reason });
    }
    return broken;
  },
};
