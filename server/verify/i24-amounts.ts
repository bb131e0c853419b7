import { entryAmounts } from './amount/entry-amounts.ts';
import { printedAmounts } from './amount/printed-amounts.ts';
import { recordAmounts } from './amount/record-amounts.ts';
import { ruleAmounts } from './amount/rule-amounts.ts';
import { type Invariant, needsCatalog } from './world.ts';

export const i24: Invariant = {
  id: 'I24',
  title: 'amounts are whole fen, totals are the sums of their items, rests add up, capitals are the figures',
  needs: needsCatalog,
  find: async (world) => ({
    offences: [
      ...(await recordAmounts(world)),
      ...(await entryAmounts(world)),
      ...(await ruleAmounts(world)),
      ...(await printedAmounts(world)),
    ],
    notes: world.reprint === undefined ? ['capitals skipped: nothing here renders documents'] : [],
  }),
};
