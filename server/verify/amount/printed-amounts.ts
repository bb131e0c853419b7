import { visibleText } from '#engine/document/visible-text.ts';
import { readCapitals } from '#engine/text/read-capital.ts';
import { all, asJson } from '../../storage/db.ts';
import type { Offence, World } from '../world.ts';

const sample = 200;

const numbersIn = (value: unknown, found: Set<number> = new Set()): Set<number> => {
  if (typeof value === 'number') found.add(Math.abs(value));
  else if (typeof value === 'object' && value !== null)
    for (const inner of Object.values(value)) numbersIn(inner, found);
  return found;
};

/** An amount printed in capitals is one of the amounts in figures that the document was made from. */
export const printedAmounts = async ({ db, reprint }: World): Promise<Offence[]> => {
  if (reprint === undefined) return [];
  const documents = await all<{ id: string; content: unknown }>(
    db,
    `select d.\`id\`, b.\`content\` from \`document\` d join \`blob\` b on b.\`hash\` = d.\`view\` where d.\`state\` = 'issued' order by d.\`issued_at\` desc, d.\`id\` limit ${sample}`,
  );
  const broken: Offence[] = [];
  for (const { id, content } of documents) {
    // A document that cannot be made again is told by I6 and I7.
    const html = await reprint.html(db, id).catch(() => '');
    const known = numbersIn(asJson<{ view?: unknown }>(content).view);
    const wrong = readCapitals(visibleText(html)).find(({ fen }) => !known.has(fen));
    if (wrong !== undefined)
      broken.push({ table: 'document', row: id, reason: `${wrong.text} is none of its amounts` });
  }
  return broken;
};
