import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { before, describe, it } from 'node:test';
import { dueUnder } from '#engine/deadline/due-under.ts';
import { buildCatalog, type Catalog } from '#engine/definition/catalog.ts';
import { parameterAt } from '#engine/parameter/lookup.ts';
import { readPackFolder } from '#server/pack-folder.ts';

/** Worked example B: a fine of 200 yuan on the spot, found, decided and served on 16 April 2026. */
const day = '2026-04-16';
const regime = 'scjg-2021';

const dues = [
  { deadline: 'pay', due: '2026-05-06', why: 'the fifteenth day is a holiday, the first working day after it counts' },
  { deadline: 'reconsider-apply', due: '2026-06-15', why: 'sixty days' },
  { deadline: 'litigate', due: '2026-10-16', why: 'six months, where the law asks for no reconsideration first' },
  { deadline: 'litigate', remedy: 'metrology', due: '2026-05-06', why: 'fifteen days under the law of metrology' },
  { deadline: 'serve', due: '2026-04-27', why: 'seven working days' },
  { deadline: 'publicity', due: '2026-05-18', why: 'twenty working days' },
];

/** In fen: what a procedure on the spot may fine at most, by who is fined. */
const limits = [
  { partyKind: 'citizen', most: 20_000 },
  { partyKind: 'organization', most: 300_000 },
];

describe('worked example B', () => {
  let catalog: Catalog;
  before(() => {
    const files = readPackFolder(new URL('../', import.meta.url).pathname);
    const hashes = new Map([...files].map(([path, text]) => [path, createHash('sha256').update(text).digest('hex')]));
    catalog = buildCatalog(files, hashes, 'test').catalog;
  });

  for (const { deadline, remedy, due, why } of dues)
    it(`${deadline}${remedy === undefined ? '' : ` (${remedy})`} ends on ${due}: ${why}`, () => {
      const dimensions = { regime, ...(remedy !== undefined && { remedy }) };
      assert.equal(dueUnder(catalog.definitions, { deadline, start: day, dimensions })?.due, due);
    });

  for (const { partyKind, most } of limits)
    it(`on the spot a ${partyKind} is fined ${most / 100} yuan at most`, () => {
      const limit = catalog.definitions.parameter.get('simple-limit');
      assert.ok(limit);
      assert.equal(parameterAt(limit, { date: day, dimensions: { regime, partyKind } })?.value, most);
    });

  it('takes a self-employed person for a citizen, unless the unit says otherwise', () => {
    const kind = catalog.definitions.parameter.get('self-employed-as');
    assert.ok(kind);
    assert.equal(parameterAt(kind, { date: day, dimensions: { regime } })?.value, 'citizen');
  });
});
