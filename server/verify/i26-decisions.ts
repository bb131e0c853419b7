import { decisionHash, decisionInputs } from '../query/rule/stored-decision.ts';
import { all } from '../storage/db.ts';
import type { DecisionRow } from '../storage/decisions.ts';
import { readInputs } from '../storage/run-inputs.ts';
import type { Invariant, Offence, World } from './world.ts';

const batch = 500;

/** Decisions by id, a batch at a time. */
async function* decisions({ db }: World): AsyncGenerator<DecisionRow> {
  for (let last = ''; ; ) {
    const rows = await all<DecisionRow>(db, `select * from decision where id > ? order by id limit ${batch}`, [last]);
    yield* rows;
    if (rows.length < batch) return;
    last = rows.at(-1)?.id ?? '';
  }
}

interface Run {
  id: string;
  inputs: string | null;
}

const alteredRuns = async ({ db }: World): Promise<Offence[]> => {
  const broken: Offence[] = [];
  for (const { id, inputs } of await all<Run>(db, 'select id, inputs from rule_run where inputs is not null')) {
    const { hash, damaged } = await readInputs(db, id);
    if (damaged.length > 0)
      broken.push(
        ...damaged.map((part) => ({ table: 'rule_run_input', row: `${id}/${part}`, reason: 'cannot be read' })),
      );
    else if (hash !== inputs)
      broken.push({ table: 'rule_run', row: id, reason: 'its inputs are not those it was decided from' });
  }
  return broken;
};

export const i26: Invariant = {
  id: 'I26',
  title: 'what rules decided is unchanged, and so is everything it was decided from',
  find: async (world) => {
    const broken: Offence[] = [];
    for await (const row of decisions(world)) {
      if (decisionHash(row) !== row.hash) {
        broken.push({ table: 'decision', row: row.id, reason: 'it is not what was decided' });
        continue;
      }
      const { altered } = await decisionInputs(world.db, row);
      broken.push(
        ...altered.map((name) => ({ table: 'decision', row: row.id, reason: `its inputs were altered: ${name}` })),
      );
    }
    return [...broken, ...(await alteredRuns(world))];
  },
};
