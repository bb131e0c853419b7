import { type Invariant, offences } from './world.ts';

const above = 'select c.`ancestor` from `organization_closure` c where c.`descendant` = ';

export const i21: Invariant = {
  id: 'I21',
  title: 'no open work waits for nobody',
  find: async (world) => [
    ...(await offences(
      world,
      'task',
      'it asks an account that is closed',
      "select t.`id` as row, t.`account` as reason from `task` t left join `account` a on a.`id` = t.`account` where t.`state` = 'open' and t.`account` is not null and (a.`id` is null or a.`active` = 0)",
    )),
    ...(await offences(
      world,
      'task',
      'nobody holds the post it asks',
      `select t.\`id\` as row, t.\`post\` as reason from \`task\` t where t.\`state\` = 'open' and t.\`account\` is null and not exists (select 1 from \`account_post\` p join \`account\` a on a.\`id\` = p.\`account\` and a.\`active\` = 1 where p.\`post\` = t.\`post\` and p.\`organization\` in (${above} t.\`organization\`))`,
    )),
    ...(await offences(
      world,
      'record',
      'it waits for approval and asks nobody',
      "select r.`id` as row from `record` r where r.`state_class` = 'inApproval' and not exists (select 1 from `task` t where t.`record_id` = r.`id` and t.`state` = 'open')",
    )),
    ...(await offences(
      world,
      'record',
      'it is open in an organization that is closed',
      "select r.`id` as row from `record` r join `organization` o on o.`id` = r.`organization` where r.`state_class` <> 'terminal' and o.`active` = 0",
    )),
  ],
};
