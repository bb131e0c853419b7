/** The hand-written table: system columns, a few real columns for the list, the rest as JSON text. */
export const columns = [
  'id',
  'organization',
  'state',
  'owner',
  'version',
  'created_at',
  'modified_at',
  'title',
  'source',
  'data',
];

export const bareTables = (dialect: 'sqlite' | 'mariadb'): string[] => {
  const tail = dialect === 'sqlite' ? '' : ' engine=InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin';
  const sequence = dialect === 'sqlite' ? 'integer primary key autoincrement' : 'bigint auto_increment primary key';
  return [
    `create table if not exists bare_case (id varchar(64) not null primary key, organization varchar(64) not null, state varchar(64) not null, owner varchar(64) not null, version integer not null, created_at varchar(30) not null, modified_at varchar(30) not null, title varchar(500), source varchar(100), data longtext not null)${tail}`,
    'create index if not exists bare_list on bare_case (organization, state, modified_at)',
    'create index if not exists bare_modified on bare_case (organization, modified_at)',
    `create table if not exists bare_audit (seq ${sequence}, record_id varchar(64) not null, type varchar(100) not null, actor varchar(64) not null, at varchar(30) not null, data longtext not null)${tail}`,
  ];
};
