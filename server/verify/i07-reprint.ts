import { all } from '../storage/db.ts';
import type { Invariant, Offence } from './world.ts';

const sample = 20;

export const i07: Invariant = {
  id: 'I7',
  title: 'the newest issued documents, printed again, give the same file',
  needs: ({ reprint }) => (reprint ? undefined : 'nothing here can print'),
  find: async ({ db, reprint }) => {
    const documents = await all<{ id: string; pdf: string | null }>(
      db,
      `select \`id\`, \`pdf\` from \`document\` where \`state\` = 'issued' order by \`issued_at\` desc, \`id\` limit ${sample}`,
    );
    const broken: Offence[] = [];
    for (const { id, pdf } of documents) {
      const again = await reprint?.(id);
      if (again !== pdf)
        broken.push({ table: 'document', row: id, reason: `printed again it is ${again ?? 'nothing'}` });
    }
    return broken;
  },
};
