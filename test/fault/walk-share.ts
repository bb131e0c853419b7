import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { availableActions } from '#server/query/available-actions.ts';
import { all } from '#server/storage/db.ts';
import { openStorage } from '#server/storage/storage.ts';
import { openWorld } from '#server/verify/main.ts';
import { verify } from '#server/verify/verify.ts';
import { CaseWalk } from '#test/support/generated/case-walk.ts';
import type { WalkReport } from '#test/support/generated/walk-report.ts';
import { WalkWorld } from '#test/support/generated/walk-world.ts';
import { startMariadb } from '#test/support/servers.ts';

export interface WalkPlan {
  readonly database: 'sqlite' | 'mariadb';
  readonly seed: number;
  readonly actions: number;
  readonly cases: number;
  /** The moment it begins, which decides the law. */
  readonly start: string;
}

export interface WalkDone extends WalkReport {
  readonly seed: number;
  readonly cases: number;
  /** Rounds of `verify`, one after each hundred actions. */
  readonly verified: number;
  readonly broken: readonly string[];
  /** Cases that are open and that nobody of the office can take further. */
  readonly stuck: readonly string[];
}

const between = 100;
/** So many steps in vain for an action, before it is given up. */
const patience = 25;

/** Random permitted actions over some cases, with `verify` after each hundred; the same seed goes the same ways. */
export const walkShare = async (plan: WalkPlan): Promise<WalkDone> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'zhifa-walk-'));
  const server = plan.database === 'mariadb' ? await startMariadb() : undefined;
  const url = server?.url() ?? 'sqlite:walk.db';
  const storage = await openStorage({ url, dataDir });
  const world = await WalkWorld.open({ storage, dataDir, url }, plan.seed, plan.start);
  try {
    const walk = new CaseWalk(world, plan.cases);
    const broken: string[] = [];
    let verified = 0;
    const look = async () => {
      verified += 1;
      for (const { invariant, offences } of await verify(await openWorld(storage, dataDir)))
        broken.push(...offences.map(({ reason, row }) => `${invariant.id} ${row} ${reason}`));
    };
    for (let tries = 0; walk.report.done < plan.actions && tries < plan.actions * patience; tries += 1) {
      const before = walk.report.done;
      await walk.step();
      if (Math.floor(walk.report.done / between) > Math.floor(before / between)) await look();
    }
    await look();
    return { ...walk.report, seed: plan.seed, cases: walk.cases.length, verified, broken, stuck: await stuckOf(walk) };
  } finally {
    await world.close();
    await storage.close();
    await server?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
};

/** What only time, papers, records below or another filling can bring is no dead end. */
const mendable =
  /^workflow\.(document|children|entryMissing|ruleBlocks|ruleUnknown|condition|deadlinePassed)|^approval\./;

const stuckOf = async ({ world, cases }: CaseWalk): Promise<readonly string[]> => {
  const rows = await all<{ id: string; state: string; state_class: string }>(
    world.storage.read,
    "select id, state, state_class from record where module = 'case'",
    [],
  );
  const stuck: string[] = [];
  for (const { id, state } of rows.filter((row) => cases.includes(row.id) && row.state_class !== 'terminal')) {
    const { on = {} } = world.house.catalog.current().module('case').workflow.states[state] ?? {};
    const events = Object.entries(on).flatMap(([event, ways]) =>
      ways.some(({ target }) => target !== state) ? [event] : [],
    );
    // What is taken back is an action of its own.
    const leading = new Set(events.map((event) => (event.endsWith('.recall') ? event : (event.split('.')[0] ?? ''))));
    const exits = await Promise.all(
      world.everybody().map(async (who) => {
        const found = await availableActions(await world.as(who), { module: 'case', id }).catch(() => []);
        return found.some(
          ({ key, allowed, reasons }) =>
            leading.has(key) && (allowed || reasons.every(({ code }) => mendable.test(code))),
        );
      }),
    );
    if (!exits.includes(true)) stuck.push(state);
  }
  return stuck;
};
