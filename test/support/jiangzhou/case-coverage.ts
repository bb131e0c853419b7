import { readFileSync } from 'node:fs';
import type { WorkflowDefinition } from '#engine/schema/types.gen.ts';
import { all } from '#server/storage/db.ts';
import type { TestSystem } from '../system.ts';

const workflow = JSON.parse(
  readFileSync(new URL('../../../definitions/case/workflows/case.json', import.meta.url), 'utf8'),
) as WorkflowDefinition;

/** What a case can do: an action with its result and the state it leads to, or `itself` where the state stays. */
export const possibleMoves = (): ReadonlySet<string> =>
  new Set(
    Object.entries(workflow.states).flatMap(([state, { on = {} }]) =>
      Object.entries(on).flatMap(([event, ways]) =>
        ways.map(({ target }) => `${event} → ${target === state ? 'itself' : target}`),
      ),
    ),
  );

interface Acted {
  readonly action: string;
  readonly result?: string;
  readonly from?: string;
  readonly to?: string;
}

/** What the cases of a system have done, told by their own events. */
export const movesMade = async ({ storage }: TestSystem): Promise<ReadonlySet<string>> => {
  const rows = await all<{ data: string }>(
    storage.read,
    "select e.data as data from event e join record r on r.id = e.record_id where r.module = 'case' and e.type = 'record.acted'",
    [],
  );
  const made = new Set<string>();
  for (const { data } of rows) {
    const { action, result, from, to } = JSON.parse(data) as Acted;
    const event = result === undefined || result === 'start' ? action : `${action}.${result}`;
    made.add(`${event} → ${from === to ? 'itself' : to}`);
  }
  return made;
};

/** Rule sets that were asked and those that spoke, told by the decisions kept. */
export const rulesAsked = async ({ storage }: TestSystem): Promise<ReadonlySet<string>> => {
  const rows = await all<{ ruleset: string }>(storage.read, 'select distinct ruleset from decision', []);
  return new Set(rows.map(({ ruleset }) => ruleset));
};

export const clocksStarted = async ({ storage }: TestSystem): Promise<ReadonlySet<string>> => {
  const rows = await all<{ deadline: string }>(storage.read, 'select distinct deadline from clock', []);
  return new Set(rows.map(({ deadline }) => deadline));
};
