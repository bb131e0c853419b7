import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { cnUpper } from './cn-upper.ts';
import { readCapitals } from './read-capital.ts';

test('amounts in capitals are read back as they were written', () => {
  fc.assert(
    fc.property(fc.oneof(fc.integer({ min: 100, max: 10_000_000 }), fc.integer({ min: 100, max: 2 ** 50 })), (fen) => {
      assert.deepEqual(readCapitals(`（大写：人民币${cnUpper(fen)}）`), [{ text: cnUpper(fen), fen }]);
    }),
    { numRuns: 3000 },
  );
});

test('what people write by hand is read too, and other text is passed over', () => {
  const amounts = (text: string) => readCapitals(text).map(({ fen }) => fen);
  assert.deepEqual(amounts('罚款人民币壹佰元，另没收贰拾叁万零伍元伍角；第壹联；共三元'), [10_000, 23_000_550]);
  assert.deepEqual(amounts(''), []);
});
