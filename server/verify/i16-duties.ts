import { fourEyesConflict } from '#engine/workflow/four-eyes.ts';
import { all } from '../storage/db.ts';
import { type Invariant, needsCatalog, type Offence, type World } from './world.ts';

interface Duty {
  readonly root: string;
  readonly group: string;
  readonly account: string;
  readonly action: string;
  readonly table: string;
  readonly row: string;
}
interface Step {
  id: string;
  account: string | null;
  on_behalf_of: string | null;
  step: string;
  action: string;
  module: string;
  closure: string;
  root_id: string;
}

const stepDuties = async (world: World): Promise<Duty[]> => {
  const steps = await all<Step>(
    world.db,
    "select s.`id`, s.`account`, s.`on_behalf_of`, s.`step`, a.`action`, r.`module`, r.`closure`, r.`root_id` from `approval_step` s join `approval` a on a.`id` = s.`approval_id` join `record` r on r.`id` = a.`record_id` where s.`state` = 'done' order by s.`at`, s.`id`",
  );
  const duties: Duty[] = [];
  for (const step of steps) {
    const module = await world.pinned?.(step.module, step.closure);
    const approval = module?.workflow.actions[step.action]?.approval;
    const group = approval?.steps.find(({ key }) => key === step.step)?.fourEyesGroup;
    if (group === undefined) continue;
    const action = `${step.action}.${step.step}`;
    for (const account of [step.account, step.on_behalf_of])
      if (account) duties.push({ root: step.root_id, group, account, action, table: 'approval_step', row: step.id });
  }
  return duties;
};

const storedDuties = (world: World): Promise<Duty[]> =>
  all<Duty>(
    world.db,
    "select `root_id` as root, `group_key` as `group`, `account`, `action`, 'four_eyes' as `table`, '' as row from `four_eyes` order by `at`, `account`",
  );

export const i16: Invariant = {
  id: 'I16',
  title: 'separated duties of one case lie with different persons',
  needs: needsCatalog,
  find: async (world) => {
    const stored = await storedDuties(world);
    const done = await stepDuties(world);
    const broken: Offence[] = [];
    const seen: Duty[] = [];
    for (const duty of [...stored, ...done]) {
      const others = seen.filter(({ root }) => root === duty.root);
      const row = duty.row || `${duty.root}/${duty.group}/${duty.account}`;
      const clash = fourEyesConflict(others, { ...duty, persons: [duty.account] });
      if (clash) broken.push({ table: duty.table, row, reason: `${duty.account} also did ${clash.action}` });
      const noted = stored.some(
        (other) => other.root === duty.root && other.group === duty.group && other.account === duty.account,
      );
      if (!noted) broken.push({ table: duty.table, row, reason: 'the duty is not noted' });
      seen.push(duty);
    }
    return broken;
  },
};
