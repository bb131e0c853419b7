import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { operatorsOf } from '#engine/condition/operator/list.ts';
import { formatDefinition } from '#engine/definition/canonical.ts';
import { evaluateRuleSet } from '#engine/rule/evaluate.ts';
import type { RuleSet } from '#engine/rule/rule-set.ts';
import { replayAll } from '#test/support/rules/replay-all.ts';
import { mariadbMissing, startMariadb } from '#test/support/servers.ts';
import { onEachStorage } from '#test/support/storage.ts';
import { openWatch, type Watch } from '#test/support/watch/hands.ts';
import { openDraft } from '../command/open-draft.ts';
import { publishDraft } from '../command/publish-draft.ts';
import { saveDraftItem } from '../command/save-draft-item.ts';
import { all, asJson, insertRow } from '../storage/db.ts';
import type { DecisionRow } from '../storage/decisions.ts';
import { openStorage, type Storage } from '../storage/storage.ts';
import type { Tables } from '../storage/tables.ts';
import { releaseCatalog } from './rule/release-catalog.ts';

const decisionsIn = (storage: Storage) => all<DecisionRow>(storage.read, 'select * from decision order by id');

/** An empty one of the other kind; where no MariaDB can be started, another SQLite. */
const otherDatabase = async ({ dialect }: Storage) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'zhifa-moved-'));
  const server = dialect === 'sqlite' && mariadbMissing === undefined ? await startMariadb() : undefined;
  const place = { url: server?.url() ?? 'sqlite:moved.db', dataDir };
  const storage = await openStorage(place);
  const dispose = async () => {
    await server?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { storage, place, dispose };
};

/** Everybody is hit: by many losses, by heavy ones, or by a grave one. */
function* losses(readers: number) {
  for (let reader = 0; reader < readers; reader += 1) {
    const about = {
      reader: `R${reader}`,
      on: '2026-01-10',
      place: `97${String(1000 + (reader % 60) * 10).slice(0, 4)}`,
    };
    if (reader % 3 === 0) yield { ...about, weight: 'grave' };
    else for (let loss = 0; loss < 3; loss += 1) yield { ...about, weight: reader % 3 === 1 ? 'heavy' : 'slight' };
  }
}

onEachStorage('Decisions made again', (context) => {
  let watch: Watch;
  let made = 0;
  before(async () => {
    watch = await openWatch(context);
    const readers = context.storage.dialect === 'sqlite' ? 2000 : 500;
    await watch.fill(losses(readers));
    await watch.add('gauge', { name: 'G', blue: 2, yellow: 30, red: 500, days: 90, digits: 4 }, 'begin');
    await watch.forget();
    await watch.run('watch-list', '2026-03-02');
    await watch.run('alarms', '2026-03-02');
    for (let reader = 0; reader < 12; reader += 1) await watch.lose({ reader: `R${reader}`, on: '2026-02-01' });
    await watch.shop.jobs.drain();
    made = (await decisionsIn(context.storage)).length;
    assert.ok(made >= readers, `${made} decisions`);
  });
  after(() => watch?.close());

  const publish = async (items: Readonly<Record<string, (definition: never) => void>>) => {
    const ruler = await watch.ruler();
    const { id } = await openDraft(ruler, { title: 'x' });
    for (const [name, change] of Object.entries(items)) {
      const [kind = '', key = ''] = name.split('/');
      const maps = ruler.catalog.definitions as unknown as Record<string, Map<string, object>>;
      const definition = JSON.parse(formatDefinition(maps[kind]?.get(key) ?? {}));
      change(definition as never);
      await saveDraftItem(ruler, { id, kind, key, definition });
    }
    await publishDraft(ruler, { id, note: 'x' });
    await watch.shop.catalog.reload();
  };

  test('are the same after three later releases of parameters, rules and aggregates', async () => {
    const value = (threshold: number) => (parameter: { values: { value: number }[] }) => {
      parameter.values = [{ ...parameter.values[0], value: threshold }];
    };
    await publish({ 'parameter/watch-threshold': value(2) });
    await publish({
      'ruleset/watch-list': (ruleSet: { rules: object[] }) => ruleSet.rules.splice(1, 1),
      'aggregate/reader-losses': (aggregate: { where?: object }) => delete aggregate.where,
    });
    await publish({ 'parameter/watch-months': value(1), 'parameter/watch-threshold': value(9) });
    assert.deepEqual(await replayAll(context.storage), { same: made, others: [] });
  });

  test('are the same where operators have come to answer otherwise since, for those of their time are kept', async () => {
    const { byKey } = operatorsOf(1);
    const strict = byKey.get('greaterThan');
    assert.ok(strict);
    const newer = {
      version: 2,
      byKey: new Map([...byKey, ['greaterThanInclusive', { ...strict, key: 'greaterThanInclusive' }]]),
    };
    let differing = 0;
    for (const row of await decisionsIn(context.storage)) {
      const catalog = await releaseCatalog(context.storage, row.release);
      const ruleSet = catalog?.definitions.ruleset.get(row.ruleset) as unknown as RuleSet;
      const facts = asJson<{ facts?: Record<string, unknown> }>(row.inputs).facts;
      if (facts === undefined || row.ruleset !== 'watch-list') continue;
      const { outcomes, operatorSemantics } = await evaluateRuleSet(ruleSet, facts, {
        semantics: newer,
        date: row.law_date,
      });
      assert.equal(operatorSemantics, 2);
      if (JSON.stringify(outcomes) !== JSON.stringify(asJson(row.outcome))) differing += 1;
    }
    assert.ok(differing > 0, 'the newer operators would decide some otherwise');
    assert.deepEqual(await replayAll(context.storage), { same: made, others: [] });
  });

  test('are the same after a move to the other database, in a process that knows nothing but what is stored', async (t) => {
    const { storage, place, dispose } = await otherDatabase(context.storage);
    try {
      for (const table of ['blob', 'release', 'decision', 'rule_run', 'rule_run_input'] as const)
        await copy(table, storage);
      await storage.close();
      const script = resolve('test/support/rules/replay-all.ts');
      const { stdout } = await promisify(execFile)(process.execPath, [script, place.url, place.dataDir]);
      assert.deepEqual(JSON.parse(stdout), { same: made, others: [] });
      t.diagnostic(`${made} decisions from ${context.storage.dialect} to ${place.url.split(':')[0]}`);
    } finally {
      await dispose();
    }
  });

  const copy = async (table: keyof Tables, to: Storage): Promise<void> => {
    const rows = await all<Record<string, unknown>>(context.storage.read, `select * from \`${table}\``);
    await to.transact(async (db) => {
      for (const row of rows) await insertRow(db, table, row as never);
    });
  };

  test('an altered input is found and named', async () => {
    const { storage } = context;
    assert.deepEqual(await watch.broken('I26'), []);
    const [first] = await all<{ run_id: string; content: string }>(
      storage.read,
      'select * from rule_run_input order by run_id',
    );
    const lines = watch.unpack(first?.content ?? '').split('\n');
    const at = lines.findIndex((line) => line.includes('"count":3'));
    lines[at] = (lines[at] ?? '').replace('"count":3', '"count":4');
    await watch.tamper(
      `update rule_run_input set content = '${watch.pack(lines.join('\n'))}' where run_id = '${first?.run_id}'`,
    );
    const found = await watch.broken('I26');
    assert.deepEqual(
      found.map(({ table, reason }) => [table, reason]),
      [
        ['decision', `its inputs were altered: run ${first?.run_id} line ${at}`],
        ['rule_run', 'its inputs are not those it was decided from'],
      ],
    );
  });
});
