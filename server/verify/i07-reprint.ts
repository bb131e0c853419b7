import { all } from '../storage/db.ts';
import type { Reprinted } from './reprint.ts';
import type { Invariant, Offence, World } from './world.ts';

const sample = 20;

interface Issued {
  readonly id: string;
  readonly pdf: string;
}

export const i07: Invariant = {
  id: 'I7',
  title: 'the newest issued documents, hashed and printed again, are what was issued',
  find: async (world) => {
    const documents = await all<Issued>(
      world.db,
      `select \`id\`, \`pdf\` from \`document\` where \`state\` = 'issued' order by \`issued_at\` desc, \`id\` limit ${sample}`,
    );
    const skipped = new Map<string, number>();
    const broken: Offence[] = [];
    for (const document of documents) {
      const found = (await storedFault(world, document)) ?? (await printAgain(world, document));
      if (typeof found === 'string') broken.push({ table: 'document', row: document.id, reason: found });
      else if (found !== undefined) skipped.set(found.skipped, (skipped.get(found.skipped) ?? 0) + 1);
    }
    return {
      offences: broken,
      notes: [...skipped].map(([why, count]) => `printing again skipped: ${why}, ${count}\u00d7`),
    };
  },
};

const storedFault = async ({ files }: World, { pdf }: Issued): Promise<string | undefined> => {
  const now = /^[0-9a-f]{64}$/.test(pdf) ? await files.hashNow(pdf) : undefined;
  return now === pdf ? undefined : `its file is ${now ?? 'missing'}`;
};

type Skipped = Extract<Reprinted, { skipped: string }>;

/** What is wrong with the new print, why there is none, or nothing. */
const printAgain = async ({ db, reprint }: World, { id, pdf }: Issued): Promise<string | Skipped | undefined> => {
  if (reprint === undefined) return { skipped: 'no browser' };
  try {
    const again = await reprint.pdf(db, id);
    if ('skipped' in again) return again;
    return again.sha256 === pdf ? undefined : `printed again it is ${again.sha256}`;
  } catch (error) {
    return `it cannot be printed again: ${error instanceof Error ? error.message : String(error)}`;
  }
};
