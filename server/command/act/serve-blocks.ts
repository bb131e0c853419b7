import type { Issue } from '#engine/issue.ts';
import { machine } from '../context.ts';
import { kindServed, paperServed } from '../effect/serve-document.ts';
import { judgeOf, type OpenRecord } from '../open-record.ts';
import type { Unit } from '../unit.ts';

/** Actions that would mark a paper as served are held up while it is not issued; what a form is still to say is not known. */
export const serveBlocks = async (
  unit: Unit,
  record: OpenRecord,
  actions: readonly string[],
): Promise<ReadonlyMap<string, readonly Issue[]>> => {
  const blocks = new Map<string, readonly Issue[]>();
  // Time that goes by is held up by no paper.
  if (unit.context.actor.id === machine.id) return blocks;
  const { document: definitions } = unit.context.catalog.definitions;
  for (const action of actions) {
    for (const effect of effectsAhead(unit, record, action)) {
      const definition = definitions.get(kindServed({ record }, effect));
      if (definition === undefined || (await paperServed({ unit, record }, effect)) !== undefined) continue;
      const params = { document: definition.title };
      blocks.set(action, [...(blocks.get(action) ?? []), { path: '', code: 'workflow.documentNotIssued', params }]);
    }
  }
  return blocks;
};

/** The effects of the way the action leads now that mark papers, where nothing is filled in or signed before. */
const effectsAhead = (unit: Unit, record: OpenRecord, action: string) => {
  const { workflow } = record.module;
  // The name may come from an address.
  if (!Object.hasOwn(workflow.actions, action)) return [];
  const { form, approval, effects = [] } = workflow.actions[action] ?? {};
  if (form !== undefined || approval !== undefined) return [];
  const judge = judgeOf(unit, record);
  const ways = workflow.states[record.row.state]?.on?.[action] ?? [];
  const way = ways.find(({ when }) => when === undefined || judge(when) !== false);
  return [...effects, ...(way?.effects ?? [])].flatMap((effect) =>
    effect.type === 'serveDocument' && (effect.when === undefined || judge(effect.when) === true) ? [effect] : [],
  );
};
