import { all } from '../storage/db.ts';
import type { Invariant, Offence } from './world.ts';

/** Table, its key, the column that points, and the table and column it points to. */
const references = [
  ['record', 'id', 'organization', 'organization', 'id'],
  ['record', 'id', 'owner', 'account', 'id'],
  ['record', 'id', 'root_id', 'record', 'id'],
  ['record', 'id', 'parent_id', 'record', 'id'],
  ['record', 'id', 'closure', 'closure', 'hash'],
  ['entry', 'id', 'record_id', 'record', 'id'],
  ['task', 'id', 'record_id', 'record', 'id'],
  ['clock', 'id', 'record_id', 'record', 'id'],
  ['clock_pause', 'id', 'clock_id', 'clock', 'id'],
  ['document', 'id', 'record_id', 'record', 'id'],
  ['document', 'id', 'subject_id', 'record', 'id'],
  ['approval', 'id', 'record_id', 'record', 'id'],
  ['approval_step', 'id', 'approval_id', 'approval', 'id'],
  ['approval_step', 'id', 'account', 'account', 'id'],
  ['decision', 'id', 'record_id', 'record', 'id'],
  ['file_link', 'id', 'record_id', 'record', 'id'],
  ['file_link', 'id', 'hash', 'file', 'hash'],
  ['access', 'root_id', 'root_id', 'record', 'id'],
  ['access', 'root_id', 'subject', 'account', 'id'],
  ['account', 'id', 'organization', 'organization', 'id'],
  ['account_post', 'account', 'account', 'account', 'id'],
  ['account_post', 'account', 'organization', 'organization', 'id'],
  ['account_role', 'account', 'account', 'account', 'id'],
  ['closure', 'hash', 'manifest', 'blob', 'hash'],
  ['release', 'id', 'manifest', 'blob', 'hash'],
] as const;

/** What the platform makes by itself is nobody's account. */
const notMachine = (column: string): string => ` and t.\`${column}\` <> 'system'`;

/** Decisions about groups, and tasks about rule sets, may be about no record. */
const aboutNone: ReadonlySet<string> = new Set(['decision', 'task']);

export const i19: Invariant = {
  id: 'I19',
  title: 'everything a row points to is there, and a child lies in the family of its parent',
  find: async ({ db }) => {
    const broken: Offence[] = [];
    for (const [table, key, column, target, targetKey] of references) {
      const rows = await all<{ row: string }>(
        db,
        `select t.\`${key}\` as row from \`${table}\` t left join \`${target}\` o on o.\`${targetKey}\` = t.\`${column}\` where t.\`${column}\` is not null and o.\`${targetKey}\` is null${target === 'account' ? notMachine(column) : ''}${aboutNone.has(table) ? ` and t.\`${column}\` <> ''` : ''}`,
      );
      broken.push(...rows.map(({ row }) => ({ table, row, reason: `its ${column} is not there` })));
    }
    const strays = await all<{ row: string }>(
      db,
      'select c.`id` as row from `record` c join `record` p on p.`id` = c.`parent_id` where c.`root_id` <> p.`root_id`',
    );
    const modules = await all<{ module: string }>(db, 'select distinct `module` from `record`');
    for (const { module } of modules) {
      const rows = await all<{ row: string }>(
        db,
        `select r.\`id\` as row from \`record\` r left join \`m_${module}\` m on m.\`id\` = r.\`id\` where r.\`module\` = ? and (m.\`id\` is null or m.\`version\` <> r.\`version\` or m.\`state\` <> r.\`state\` or m.\`organization\` <> r.\`organization\` or m.\`owner\` <> r.\`owner\`)`,
        [module],
      );
      broken.push(
        ...rows.map(({ row }) => ({ table: 'record', row, reason: 'its data is missing or of another version' })),
      );
    }
    return [
      ...broken,
      ...strays.map(({ row }) => ({ table: 'record', row, reason: 'its parent is of another family' })),
    ];
  },
};
