import { type Invariant, offences } from './world.ts';

export const i04: Invariant = {
  id: 'I4',
  title:
    'every number is carried by one document or record, or is void with a reason; every document number is in the ledger',
  find: async (world) => [
    ...(await offences(
      world,
      'ledger',
      'used, and nothing carries it',
      "select l.`id` as row from `ledger` l left join `document` d on d.`id` = l.`document_id` and d.`number` = l.`text` left join `record` r on r.`id` = l.`record_id` where l.`state` = 'used' and ((l.`document_id` is not null and d.`id` is null) or (l.`document_id` is null and r.`id` is null))",
    )),
    ...(await offences(
      world,
      'ledger',
      'void without a reason',
      "select `id` as row from `ledger` where `state` = 'voided' and (`reason` is null or `reason` = '')",
    )),
    ...(await offences(
      world,
      'ledger',
      'reserved, and carried',
      "select `id` as row from `ledger` where `state` = 'reserved' and `document_id` is not null",
    )),
    ...(await offences(
      world,
      'document',
      'carries more than one number',
      'select `document_id` as row from `ledger` where `document_id` is not null group by `document_id` having count(*) > 1',
    )),
    ...(await offences(
      world,
      'document',
      'its number is not in the ledger',
      "select d.`id` as row from `document` d where d.`number` is not null and d.`number` <> '' and not exists (select 1 from `ledger` l where l.`text` = d.`number` and (l.`document_id` = d.`id` or l.`record_id` = d.`record_id`))",
    )),
    ...(await offences(
      world,
      'document',
      'in force with a number that is void',
      "select distinct d.`id` as row from `document` d join `ledger` l on l.`text` = d.`number` and l.`record_id` = d.`record_id` where d.`state` <> 'voided' and l.`state` = 'voided'",
    )),
    ...(await offences(
      world,
      'document',
      'void without reason and person',
      "select `id` as row from `document` where `state` = 'voided' and (`void_reason` is null or `void_reason` = '' or `voided_by` is null)",
    )),
  ],
};
