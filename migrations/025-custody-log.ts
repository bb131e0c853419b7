import { columnType, type Dialect, refuseChange, table } from './ddl.ts';

const tables = [
  table(
    'custody_line',
    {
      seq: 'sequence',
      item: 'id',
      kind: 'name',
      record_id: 'id',
      root_id: 'id',
      organization: 'id',
      action: 'name',
      how: 'name?',
      actor: 'id',
      at: 'time',
      request_id: 'name',
      address: 'name',
      agent: 'text',
      hash: 'hash',
    },
    { index: [['item'], ['record_id'], ['root_id']] },
  ),
  table(
    'custody_block',
    {
      no: 'integer',
      from_seq: 'integer',
      to_seq: 'integer',
      count: 'integer',
      root: 'hash',
      previous: 'hash',
      hash: 'hash',
      sealed_at: 'time',
    },
    { primary: ['no'] },
  ),
];

/** Lines from before the log had hashes keep their order and their ids; their hash is empty. */
const carryOver = `insert into \`custody_line\` (item, kind, record_id, root_id, organization, action, how, actor, at, request_id, address, agent, hash)
  select c.file_link, 'file', r.id, r.root_id, r.organization, c.action, null, c.actor, c.at, c.id, '', '', ''
  from \`custody\` c join \`file_link\` l on l.id = c.file_link join \`record\` r on r.id = l.record_id
  where c.id not in (select request_id from (select request_id from \`custody_line\`) as carried) order by c.at, c.id`;

const added: readonly (readonly [table: string, column: string, word: string])[] = [
  ['file_link', 'about', 'json?'],
  ['file_link', 'removed_at', 'time?'],
  ['file_link', 'removed_by', 'id?'],
  ['file', 'swept_at', 'time?'],
];

/** Who had a file or a paper in hand: one log for both, hashed and sealed as events are. Files may be taken out, and swept. */
export const custodyLog = (d: Dialect): string[] => [
  ...tables.flatMap((statements) => statements(d)),
  ...['custody_line', 'custody_block'].flatMap((name) => [
    refuseChange(d, name, 'update', 'what the custody log holds never changes'),
    refuseChange(d, name, 'delete', 'what the custody log holds is never deleted'),
  ]),
  carryOver,
  ...added.map(
    ([name, column, word]) =>
      `alter table \`${name}\` add column ${d === 'sqlite' ? '' : 'if not exists '}\`${column}\` ${columnType(d, word)}`,
  ),
];
