import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { amountInCapitals } from './amount-in-capitals.ts';
import { needsPoppler } from './print-support.ts';
import { triedKinds, tryPapers } from './try-papers.ts';

const seed = 20261123;
/** A share; `npm run soak -- papers` prints a hundred of each. */
const share = 4;

describe('papers with random data', needsPoppler, () => {
  for (const kind of triedKinds)
    it(`${kind}: whatever it is filled with, nothing is lost, cut or torn, and no signature stands alone`, async () => {
      const { printed, faults } = await tryPapers(kind, seed, share);
      assert.equal(printed, share);
      assert.deepEqual(faults, []);
    });

  it('amounts in capitals are read back as they were written', () => {
    for (const [text, fen] of [
      ['壹拾万叁仟玖佰伍拾元整', 10_395_000],
      ['壹亿零贰拾元零伍分', 10_000_002_005],
      ['叁角整', 30],
      ['零元整', 0],
    ] as const)
      assert.equal(amountInCapitals(text), fen);
  });
});
