import { toCivilDate } from '#engine/time.ts';
import { fits } from '#engine/workflow/fits.ts';
import { all, asJson, one } from '../storage/db.ts';
import { personAt, subjectAt } from './person-at.ts';
import { type Invariant, needsCatalog, type Offence, type World } from './world.ts';

interface Act {
  seq: number;
  actor: string;
  at: string;
  data: unknown;
  module: string;
  closure: string;
  organization: string;
  owner: string;
  root_id: string;
}

/** What somebody began he takes back, whatever he is by then. */
const isTakenBack = async ({ db }: World, { actor, data }: Act): Promise<boolean> => {
  const { approval, result } = asJson<{ approval?: string; result?: string }>(data);
  if (result !== 'recall' || approval === undefined) return false;
  const run = await one<{ started_by: string }>(db, 'select started_by from approval where id = ?', [approval]);
  return run?.started_by === actor;
};

/** Whom the workflow asks for an act; undefined when it asks for nobody in particular. */
const asked = async (world: World, act: Act) => {
  const { action, step } = asJson<{ action?: string; step?: string }>(act.data);
  if (action === undefined || (await isTakenBack(world, act))) return undefined;
  const definition = (await world.pinned?.(act.module, act.closure))?.workflow.actions[action];
  return step === undefined ? definition?.who : definition?.approval?.steps.find(({ key }) => key === step)?.who;
};

export const i15: Invariant = {
  id: 'I15',
  title: 'nobody acted who was not asked for the act at that time',
  needs: needsCatalog,
  find: async (world) => {
    const acts = await all<Act>(
      world.db,
      'select e.`seq`, e.`actor`, e.`at`, e.`data`, r.`module`, r.`closure`, r.`organization`, r.`owner`, r.`root_id` from `event` e join `record` r on r.`id` = e.`record_id` where e.`record_version` is not null and e.`data` like \'%"action"%\' and e.`actor` in (select `id` from `account`) order by e.`seq`',
    );
    const broken: Offence[] = [];
    for (const act of acts) {
      const who = await asked(world, act);
      if (who === undefined) continue;
      const person = await personAt(world.db, act.actor, toCivilDate(act.at));
      if (fits(who, person, await subjectAt(world.db, act, act.at)) === undefined)
        broken.push({ table: 'event', row: String(act.seq), reason: `${act.actor} was not asked for this` });
    }
    return broken;
  },
};
