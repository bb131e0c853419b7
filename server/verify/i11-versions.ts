import { type Invariant, offences } from './world.ts';

const told =
  'select `record_id`, count(*) as events, count(distinct `record_version`) as versions, max(`record_version`) as highest from `event` where `record_version` is not null group by `record_id`';

export const i11: Invariant = {
  id: 'I11',
  title: 'every version of a record has exactly one event',
  find: async (world) => [
    ...(await offences(
      world,
      'record',
      'its versions and its events do not match',
      `select r.\`id\` as row from \`record\` r left join (${told}) e on e.\`record_id\` = r.\`id\` where e.\`record_id\` is null or e.events <> r.\`version\` or e.versions <> r.\`version\` or e.highest <> r.\`version\``,
    )),
    ...(await offences(
      world,
      'event',
      'it speaks of a record that is not there and was not deleted',
      "select distinct e.`record_id` as row from `event` e left join `record` r on r.`id` = e.`record_id` where e.`record_version` is not null and r.`id` is null and not exists (select 1 from `event` d where d.`record_id` = e.`record_id` and d.`type` = 'record.deleted')",
    )),
    ...(await offences(
      world,
      'event',
      'an event of a version names no actor or no request',
      "select `seq` as row from `event` where `record_version` is not null and (`actor` = '' or `request_id` = '')",
    )),
  ],
};
