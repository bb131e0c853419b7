import { messages } from '#engine/message/messages.ts';
import { fill } from '#engine/message/translate.ts';
import type { RuleSetDefinition, Title } from '#engine/schema/types.gen.ts';
import { all, one } from '../../storage/db.ts';
import { insertMessage } from '../../storage/messages.ts';
import { insertTask } from '../../storage/tasks.ts';
import { askedAccounts } from '../asked.ts';
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
      action: null,
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

const ownersOf = async (unit: Unit, { owner = [] }: RuleSetDefinition): Promise<readonly string[]> => {
  const root = await one<{ id: string }>(
    unit.db,
    'select id from organization where parent is null order by id limit 1',
  );
  const organization = root?.id ?? '';
  const subject = { organization, organizationPath: [organization], owner: '', assignments: [] };
  const named = (await askedAccounts(unit, owner, subject)).filter((account) => account !== '');
  if (named.length > 0) return named;
  const { role } = unit.context.catalog.definitions;
  const publishing = [...role.values()].filter(({ system }) => system?.includes('definitionsPublish'));
  if (publishing.length === 0) return [];
  const rows = await all<{ account: string }>(
    unit.db,
    `select distinct r.account from account_role r join account a on a.id = r.account where a.active = 1 and r.role in (${publishing.map(() => '?').join(', ')}) order by r.account`,
    publishing.map(({ key }) => key),
  );
  return rows.map(({ account }) => account);
};
