import { withoutSealed } from '#engine/access/sealed.ts';
import { all, asJson } from '../storage/db.ts';
import { type Invariant, needsCatalog, type Offence } from './world.ts';

interface Entry {
  id: string;
  form: string;
  data: unknown;
  state: string;
  at: string;
  closure: string;
  module: string;
}

export const i18: Invariant = {
  id: 'I18',
  title: 'every entry holds what the form it pins allows',
  needs: needsCatalog,
  find: async ({ db, pinned }) => {
    const broken: Offence[] = [];
    const entries = await all<Entry>(
      db,
      'select e.`id`, e.`form`, e.`data`, e.`state`, e.`at`, e.`closure`, r.`module` from `entry` e join `record` r on r.`id` = e.`record_id`',
    );
    for (const entry of entries) {
      const module = await pinned?.(entry.module, entry.closure);
      const form = module?.forms.get(entry.form);
      if (form === undefined) {
        broken.push({ table: 'entry', row: entry.id, reason: `there is no form ${entry.form} in what it pins` });
        continue;
      }
      const { issues } = form.compiled.validate(withoutSealed(asJson(entry.data)), { complete: false, now: entry.at });
      const [issue] = issues;
      if (issue) broken.push({ table: 'entry', row: entry.id, reason: `${issue.path || '/'} ${issue.code}` });
    }
    return broken;
  },
};
