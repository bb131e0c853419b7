import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { proveImpact } from '../support/rules/prove-impact.ts';
import { onEachStorage } from '../support/storage.ts';
import { openWatch, type Watch } from '../support/watch/hands.ts';

const seed = Number(process.env.IMPACT_SEED ?? 20_260_302);
const readers = Number(process.env.IMPACT_READERS ?? 2000);

onEachStorage('Impact and what comes of it', (context) => {
  let watch: Watch;
  before(async () => {
    watch = await openWatch(context);
  });
  after(() => watch?.close());

  test(`the preview over ${readers} readers is what comes, but for those whose losses ten writers touch meanwhile (IMPACT_SEED=${seed})`, async () => {
    const report = await proveImpact(watch, { storage: context.storage, readers, seed, writers: 10, writes: 12 });
    const { counts, compared, equal, changedSince, written } = report;
    assert.ok((counts.enters ?? 0) > readers / 50 && (counts.stays ?? 0) > readers / 50, JSON.stringify(report));
    assert.equal(compared, equal + changedSince);
    assert.equal(written, 120);
  });
});
