import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { before, describe, it } from 'node:test';
import { dueUnder } from '#engine/deadline/due-under.ts';
import { buildCatalog, type Catalog } from '#engine/definition/catalog.ts';
import { readPackFolder } from '#server/pack-folder.ts';
import rows from './support/deadlines/case-terms.json' with { type: 'json' };

interface Row {
  readonly deadline: string;
  readonly regime: string;
  readonly start: string;
  readonly due: string | null;
  readonly provisional?: boolean;
  readonly remedy?: string;
  readonly harm?: string;
}

const root = new URL('../', import.meta.url);
let catalog: Catalog;

before(() => {
  const files = readPackFolder(root.pathname);
  const hashes = new Map([...files].map(([path, text]) => [path, createHash('sha256').update(text).digest('hex')]));
  catalog = buildCatalog(files, hashes, 'test').catalog;
});

const dueOf = ({ deadline, start, regime, remedy, harm }: Row) => {
  const dimensions = { regime, ...(remedy !== undefined && { remedy }), ...(harm !== undefined && { harm }) };
  return dueUnder(catalog.definitions, { deadline, start, dimensions });
};

describe('the terms of a case in both procedures, walked day by day beforehand', () => {
  for (const row of rows as readonly Row[])
    it(`${row.deadline} under ${row.regime} from ${row.start} ends on ${row.due ?? 'no day'}`, () => {
      const due = dueOf(row);
      assert.equal(due?.due ?? null, row.due);
      if (row.due !== null) assert.equal(due?.provisional, row.provisional ?? false);
    });

  it('leave no deadline of a case out, in neither procedure', () => {
    const known = new Set((rows as readonly Row[]).map(({ deadline, regime }) => `${deadline} ${regime}`));
    const keys = readdirSync(new URL('definitions/case/deadlines/', root)).map((name) => name.replace('.json', ''));
    const missing = keys.flatMap((key) => ['scjg-2021', 'zj-2011'].map((regime) => `${key} ${regime}`));
    assert.deepEqual(
      missing.filter((one) => !known.has(one)),
      [],
    );
    assert.ok(rows.length >= 120);
  });
});
