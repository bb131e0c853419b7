import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { buildCatalog } from '#engine/definition/catalog.ts';
import { checkCatalog } from '#engine/definition/check/check-catalog.ts';
import { describeFinding } from '#engine/definition/check/describe.ts';
import { checkParametersOn } from '#engine/definition/check/parameters-on.ts';
import { fillWatch } from '../support/rules/fill-watch.ts';
import { namedFaults, planted } from '../support/rules/named-faults.ts';
import { tryMutants } from '../support/rules/try-mutants.ts';
import { onEachStorage } from '../support/storage.ts';
import { openWatch, type Watch } from '../support/watch/hands.ts';
import { watchPack } from '../support/watch-pack.ts';

const seed = Number(process.env.RULES_SEED ?? 20_260_630);
const count = 1000;
const asOf = '2026-03-02';

for (const named of namedFaults)
  test(`refused with its place and a reason in Chinese: ${named.fault}`, () => {
    const { catalog, issues } = buildCatalog(planted(watchPack(), named), new Map());
    const findings = [...issues, ...checkCatalog(catalog), ...checkParametersOn(catalog, asOf)];
    const found = findings.find(({ code, path }) => code === named.code && path === named.path);
    assert.ok(found, JSON.stringify(findings, null, 1));
    const text = describeFinding(found, 'zh');
    assert.ok(text.includes(found.file) && text.includes(found.path), text);
    assert.match(text, /\p{Script=Han}/u);
  });

onEachStorage('bad rules', (context) => {
  let watch: Watch;
  before(async () => {
    watch = await openWatch(context);
    await fillWatch(watch);
  });
  after(() => watch?.close());

  test(`${count} mutated rule sets, aggregates and parameters are refused with file and place, or run in time (RULES_SEED=${seed})`, async () => {
    const report = await tryMutants({ pack: watchPack(), storage: context.storage, seed, count, asOf });
    assert.deepEqual(
      report.faults
        .slice(0, 12)
        .map(({ seed, mutant, what }) => ({ seed, file: mutant.file, done: mutant.done, what })),
      [],
    );
    assert.ok(report.accepted > count / 20 && report.refused > count / 4, JSON.stringify(report));
  });
});
