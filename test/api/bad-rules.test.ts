import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { buildCatalog } from '#engine/definition/catalog.ts';
import { checkCatalog } from '#engine/definition/check/check-catalog.ts';
import { checkParametersOn } from '#engine/definition/check/parameters-on.ts';
import { partsOf } from '#engine/definition/kinds.ts';
import { translate } from '#engine/message/translate.ts';
import { discardDraft } from '#server/command/discard-draft.ts';
import { openDraft } from '#server/command/open-draft.ts';
import { publishDraft } from '#server/command/publish-draft.ts';
import { saveDraftItem } from '#server/command/save-draft-item.ts';
import { fillWatch } from '../support/rules/fill-watch.ts';
import { namedFaults, planted } from '../support/rules/named-faults.ts';
import { badRefusal, tryMutants } from '../support/rules/try-mutants.ts';
import { onEachStorage } from '../support/storage.ts';
import { openWatch, type Watch } from '../support/watch/hands.ts';
import { watchPack } from '../support/watch-pack.ts';
import { refusal } from '../support/workshop-hands.ts';

const seed = Number(process.env.RULES_SEED ?? 20_260_630);
const count = 1000;
const asOf = '2026-03-02';

for (const named of namedFaults)
  test(`refused with its place and a reason in Chinese and in English: ${named.fault}`, () => {
    const { catalog, issues } = buildCatalog(planted(watchPack(), named), new Map());
    const findings = [...issues, ...checkCatalog(catalog), ...checkParametersOn(catalog, asOf)];
    const found = findings.find(({ code, path }) => code === named.code && path === named.path);
    assert.ok(found, JSON.stringify(findings, null, 1));
    assert.equal(badRefusal([found]), undefined);
  });

onEachStorage('bad rules', (context) => {
  let watch: Watch;
  before(async () => {
    watch = await openWatch(context);
    await fillWatch(watch);
  });
  after(() => watch?.close());

  for (const named of namedFaults)
    test(`in a draft it is refused at save or at publish, and the release in force stays: ${named.fault}`, async () => {
      const ruler = await watch.ruler();
      const path = `definitions/${named.file}`;
      const parts = partsOf(path);
      assert.ok(parts?.type === 'definition');
      const text = planted(watchPack(), named).get(path) ?? '';
      const draft = await openDraft(ruler, { title: named.fault });
      const put = async () => {
        const { kind, key } = parts;
        await saveDraftItem(ruler, { id: draft.id, kind, key, definition: JSON.parse(text) });
        await publishDraft(ruler, { id: draft.id, note: '' });
      };
      const { issues } = await refusal(put());
      const found = issues.find(({ code, path: place }) => code === named.code && place.endsWith(named.path));
      assert.ok(found, JSON.stringify(issues.slice(0, 5)));
      for (const language of ['zh', 'en'] as const) assert.ok(translate(found, language).length > 8);
      assert.equal((await watch.ruler()).catalog.release, ruler.catalog.release);
      await discardDraft(ruler, { id: draft.id });
    });

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
