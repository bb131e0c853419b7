import { messages } from '#engine/message/messages.ts';
import { fill } from '#engine/message/translate.ts';
import type { RuleSetDefinition, Title } from '#engine/schema/types.gen.ts';
import { toCivilDate } from '#engine/time.ts';
import { all } from '../../storage/db.ts';
import { insertMessage } from '../../storage/messages.ts';
import { insertTask } from '../../storage/tasks.ts';
import { idFor, type Unit } from '../unit.ts';

/** Puts a task and a message about a rule set before those who own it: the posts it names, else whoever may publish. */
export const tellOwner = async (unit: Unit, ruleSet: RuleSetDefinition, code: string): Promise<void> => {
  const words = wordsOf(code, { ruleset: ruleSet.title });
  for (const account of await ownersOf(unit, ruleSet)) {
    const common = { id: idFor(unit), account };
    await insertMessage(unit.db, { ...common, record_id: null, text: JSON.stringify(words), at: unit.context.now });
    await insertTask(unit.db, {
      ...common,
      record_id: '',
      root_id: '',
      module: '',
      title: JSON.stringify(words),
      state: 'open',
      post: null,
      organization: null,
      // Which rule set it is about: switching it on again ends the task.
      action: ruleSet.key,
      deadline: null,
      due_at: null,
      claimed_by: null,
      created_at: unit.context.now,
      done_at: null,
      done_by: null,
    });
  }
};

const wordsOf = (code: string, params: Readonly<Record<string, unknown>>): Title => ({
  zh: fill(messages.zh[code] ?? code, params, 'zh'),
  en: fill(messages.en[code] ?? code, params, 'en'),
});

/** Those who hold a post the rule set names, in the highest organization where somebody does; else whoever may publish. */
const ownersOf = async (unit: Unit, { owner = [] }: RuleSetDefinition): Promise<readonly string[]> => {
  const posts = owner.flatMap(({ post }) => post ?? []);
  const holders = await highest(unit, posts);
  if (holders.length > 0) return holders;
  const { role } = unit.context.catalog.definitions;
  const publishing = [...role.values()].filter(({ system }) => system?.includes('definitionsPublish'));
  if (publishing.length === 0) return [];
  const rows = await all<{ account: string }>(
    unit.db,
    `select distinct r.account from account_role r join account a on a.id = r.account where a.active = 1 and r.role in (${marks(publishing)}) order by r.account`,
    publishing.map(({ key }) => key),
  );
  return rows.map(({ account }) => account);
};

const marks = (values: readonly unknown[]): string => values.map(() => '?').join(', ');

const highest = async (unit: Unit, posts: readonly string[]): Promise<readonly string[]> => {
  if (posts.length === 0) return [];
  const today = toCivilDate(unit.context.now);
  const rows = await all<{ account: string; above: number }>(
    unit.db,
    `select p.account, count(c.ancestor) as above from account_post p join account a on a.id = p.account join organization_closure c on c.descendant = p.organization where a.active = 1 and p.post in (${marks(posts)}) and (p.from_date is null or p.from_date <= ?) and (p.to_date is null or p.to_date >= ?) group by p.account, p.organization order by above, p.account`,
    [...posts, today, today],
  );
  const top = Number(rows[0]?.above ?? 0);
  return [...new Set(rows.filter(({ above }) => Number(above) === top).map(({ account }) => account))];
};
