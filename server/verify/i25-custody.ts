import { type CustodyRow, custodyHash } from '../storage/custody.ts';
import { custodyLog } from '../storage/sealer.ts';
import { findInLog } from './sealed-log.ts';
import { type Invariant, offences } from './world.ts';

/** Lines from before the log had hashes have none. */
const isWhole = (line: CustodyRow): boolean => line.hash === '' || custodyHash(line) === line.hash;

export const i25: Invariant = {
  id: 'I25',
  title: 'the custody log is as it was written, begins with the intake of each file, and speaks only of what there is',
  find: async (world) => [
    ...(await findInLog<CustodyRow>(world.db, custodyLog, isWhole)),
    ...(await offences(
      world,
      'file_link',
      'its custody does not begin with its intake',
      "select f.`id` as row from `file_link` f left join `custody_line` c on c.`seq` = (select min(`seq`) from `custody_line` where `item` = f.`id`) where c.`seq` is null or c.`action` <> 'intake'",
    )),
    ...(await offences(
      world,
      'custody_line',
      'its file or paper is not there',
      "select c.`seq` as row from `custody_line` c left join `file_link` f on f.`id` = c.`item` left join `document` d on d.`id` = c.`item` left join `record` r on r.`id` = c.`item` where (c.`kind` = 'file' and f.`id` is null) or (c.`kind` = 'document' and d.`id` is null) or (c.`kind` = 'record' and r.`id` is null)",
    )),
  ],
};
