import { all, asJson } from '../storage/db.ts';
import { type Invariant, needsCatalog, type Offence, type World } from './world.ts';

interface Told {
  readonly from?: string;
  readonly to?: string;
  readonly action?: string;
  readonly result?: string;
}
interface Line {
  record_id: string;
  seq: number;
  data: unknown;
}
interface Header {
  id: string;
  module: string;
  closure: string;
  state: string;
}

/** True when a workflow the record has pinned leads from one state to the other by the action told, or by any when none is. */
const leads = async (world: World, record: Header, { from, to, action, result }: Told): Promise<boolean> => {
  const entries = await all<{ closure: string }>(
    world.db,
    'select distinct `closure` from `entry` where `record_id` = ?',
    [record.id],
  );
  for (const closure of new Set([record.closure, ...entries.map((entry) => entry.closure)])) {
    const on = (await world.pinned?.(record.module, closure))?.workflow.states[from ?? '']?.on ?? {};
    const keys = action === undefined ? Object.keys(on) : [action, `${action}.${result ?? 'agree'}`];
    if (keys.some((key) => on[key]?.some(({ target }) => target === to))) return true;
  }
  return false;
};

const foldOf = async (world: World, record: Header, lines: readonly Told[]): Promise<string | undefined> => {
  let state: string | undefined;
  for (const told of lines) {
    if (told.to === undefined) continue;
    if (state !== undefined && told.from !== undefined && told.from !== state)
      return `it was in ${state} when it left ${told.from}`;
    if (state !== undefined && told.to !== state && !(await leads(world, record, { ...told, from: state })))
      return `nothing leads from ${state} to ${told.to}`;
    state = told.to;
  }
  return state === undefined || state === record.state ? undefined : `its history ends in ${state}`;
};

export const i14: Invariant = {
  id: 'I14',
  title: 'the state of a record follows from its history, step by step as its workflow allows',
  needs: needsCatalog,
  find: async (world) => {
    const events = await all<Line>(
      world.db,
      'select `record_id`, `seq`, `data` from `event` where `record_id` is not null and `record_version` is not null order by `seq`',
    );
    const lines = Map.groupBy(events, ({ record_id }) => record_id);
    const broken: Offence[] = [];
    for (const record of await all<Header>(world.db, 'select `id`, `module`, `closure`, `state` from `record`')) {
      const told = (lines.get(record.id) ?? []).map(({ data }) => asJson<Told>(data));
      const reason = await foldOf(world, record, told);
      if (reason !== undefined) broken.push({ table: 'record', row: record.id, reason });
    }
    return broken;
  },
};
