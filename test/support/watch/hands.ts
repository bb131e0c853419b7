import assert from 'node:assert/strict';
import { gunzipSync, gzipSync } from 'node:zlib';
import { actByPlatform } from '#server/command/act-by-platform.ts';
import { type Context, machine } from '#server/command/context.ts';
import { insertNewRecord } from '#server/command/insert-new-record.ts';
import { pinClosures } from '#server/command/pin-closures.ts';
import { queueRun } from '#server/command/rule/start-run.ts';
import { runCommand } from '#server/command/run-command.ts';
import { all, asJson, run } from '#server/storage/db.ts';
import type { RecordRow } from '#server/storage/records.ts';
import { findRuleRun, type RuleRunRow } from '#server/storage/rule-runs.ts';
import { openWorld } from '#server/verify/main.ts';
import { verify } from '#server/verify/verify.ts';
import type { Offence } from '#server/verify/world.ts';
import type { TestStorage } from '../storage.ts';
import { watchPack } from '../watch-pack.ts';
import { openWorkshop, type Workshop } from '../workshop.ts';
import { fillLosses } from './fill.ts';

interface Held extends Omit<RecordRow, 'data'> {
  readonly data: Readonly<Record<string, unknown>>;
}

export interface Watch {
  readonly shop: Workshop;
  /** Somebody who keeps the rules. */
  readonly ruler: () => Promise<Context>;
  /** The platform's own context. */
  readonly platform: () => Promise<Context>;
  readonly add: (module: string, data: object, action?: string) => Promise<string>;
  /** A proven, closed loss. */
  readonly lose: (data: object) => Promise<string>;
  /** Many proven, closed losses at once, as they would lie there after years. */
  readonly fill: (losses: Iterable<Readonly<Record<string, unknown>>>) => Promise<void>;
  readonly act: (module: string, id: string, action: string, data?: object) => Promise<void>;
  /** Starts a run, does it, and reads it. */
  readonly run: (ruleSet: string, asOf: string) => Promise<RuleRunRow>;
  readonly records: (module: string) => Promise<Held[]>;
  /** Ids of the records with these values. */
  readonly find: (module: string, values: object) => Promise<string[]>;
  readonly idOf: (module: string, reader: string) => Promise<string>;
  /** Drops what changes have asked for, so that only a run decides. */
  readonly forget: () => Promise<void>;
  /** How much was written so far, runs themselves apart. */
  readonly counts: () => Promise<readonly number[]>;
  /** What an invariant finds broken. */
  readonly broken: (id?: string) => Promise<Offence[]>;
  /** Somebody with all power over the database. */
  readonly tamper: (statement: string) => Promise<void>;
  readonly pack: (text: string) => string;
  readonly unpack: (content: string) => string;
  readonly close: () => Promise<void>;
}

const guards = ['decision_update', 'rule_run_update', 'rule_run_input_update', 'rule_run_input_delete'];
const counted = ['record', 'entry', 'decision', 'task', 'rule_subject'];

/** The workshop with its watch list, and what people do there. */
export const openWatch = async (
  context: Pick<TestStorage, 'storage' | 'dataDir'>,
  pack: ReadonlyMap<string, string> = watchPack(),
): Promise<Watch> => {
  const shop = await openWorkshop(context, pack);
  const { storage } = context;
  const platform = async (): Promise<Context> => ({ ...(await shop.as('dora')), actor: machine });
  const ruler = async (): Promise<Context> => {
    const at = await shop.as('dora');
    return { ...at, actor: { ...at.actor, roles: ['ruler'], organization: 'central', organizationPath: ['central'] } };
  };
  const add: Watch['add'] = async (module, data, action) => {
    const at = await platform();
    await pinClosures(at, module);
    return await runCommand(at, { route: 'test', body: {} }, async (unit) => {
      const id = await insertNewRecord(unit, { module, data: { ...data }, organization: 'town' });
      if (action !== undefined) await actByPlatform(unit, { module, id }, { action });
      return id;
    });
  };
  const records: Watch['records'] = async (module) => {
    const rows = await all<RecordRow>(
      storage.read,
      `select r.*, m.data as data from record r join \`m_${module}\` m on m.id = r.id order by r.id`,
    );
    return rows.map(({ data, ...row }) => ({ ...row, data: asJson<Record<string, unknown>>(data) }));
  };
  const find: Watch['find'] = async (module, values) =>
    (await records(module))
      .filter(({ data }) => Object.entries(values).every(([key, value]) => data[key] === value))
      .map(({ id }) => id);
  return {
    shop,
    platform,
    ruler,
    records,
    find,
    idOf: async (module, reader) => (await find(module, { reader }))[0] ?? assert.fail(`no ${reader}`),
    forget: () => storage.transact(async (db) => void (await run(db, "delete from job where kind = 'rule-subject'"))),
    add,
    lose: (data) => add('loss', { book: 'Atlas', weight: 'slight', proven: true, place: '960102', ...data }, 'close'),
    fill: async (losses) => {
      const at = await platform();
      await pinClosures(at, 'loss');
      await fillLosses(
        storage,
        at.catalog.module('loss'),
        at.services.closures.stored(at.catalog, 'loss') ?? '',
        losses,
      );
    },
    act: async (module, id, action, data = {}) => {
      await runCommand(await platform(), { route: 'test', body: {} }, async (unit) => {
        const change = (old: object) => (Object.keys(data).length === 0 ? (old as never) : { ...old, ...data });
        const { done } = await actByPlatform(unit, { module, id }, { ...(action !== '' && { action }), change });
        assert.ok(done, `${action} is not known`);
      });
    },
    run: async (ruleset, asOf) => {
      const at = await platform();
      const id = await runCommand(at, { route: 'test', body: {} }, (unit) =>
        queueRun(unit, { ruleset, asOf, cause: 'demand' }),
      );
      await shop.jobs.drain();
      const run = await findRuleRun(storage.read, id);
      assert.ok(run);
      return run;
    },
    counts: () =>
      Promise.all(
        counted.map(async (table) =>
          Number((await all<{ n: number }>(storage.read, `select count(*) as n from \`${table}\``))[0]?.n),
        ),
      ),
    broken: async (id) => {
      const findings = await verify(await openWorld(storage, context.dataDir), id === undefined ? undefined : [id]);
      return findings.flatMap(({ offences }) => offences);
    },
    tamper: async (statement) => {
      await storage.define(guards.map((name) => `drop trigger if exists \`${name}\``));
      await storage.transact(async (db) => void (await run(db, statement)));
    },
    pack: (text) => gzipSync(text).toString('base64'),
    unpack: (content) => gunzipSync(Buffer.from(content, 'base64')).toString(),
    close: () => shop.close(),
  };
};
