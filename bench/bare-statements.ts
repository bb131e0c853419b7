import { columns } from './bare-tables.ts';

const marks = columns.map(() => '?').join(', ');

/** One statement a request; the row's organization is always asked for, as the rule of access. */
export const statements = {
  create: `insert into bare_case (${columns.join(', ')}) values (${marks})`,
  read: 'select * from bare_case where id = ? and organization = ?',
  update:
    'update bare_case set data = ?, title = ?, version = version + 1, modified_at = ? where id = ? and organization = ? and version = ?',
  action:
    'update bare_case set state = ?, version = version + 1, modified_at = ? where id = ? and organization = ? and version = ?',
  list: 'select b.*, (select count(*) from (select 1 from bare_case where organization = ? and state = ? limit 1001) as found) as total from bare_case b where b.organization = ? and b.state = ? order by b.modified_at desc limit 20',
  audit: 'insert into bare_audit (record_id, type, actor, at, data) values (?, ?, ?, ?, ?)',
};
