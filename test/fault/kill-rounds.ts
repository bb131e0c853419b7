import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { signIn } from '#test/support/client.ts';
import { type Desk, openDesk } from './desk.ts';
import { examineLosses, examineWhole } from './examine.ts';
import type { Person } from './loan.ts';
import { firstAnswer, type Platform, startCutOff, startPlatform, survivors } from './platform.ts';
import { randomOf } from './random.ts';
import { now, openWorld, type World } from './world.ts';

export interface KillPlan {
  readonly database: 'sqlite' | 'mariadb';
  readonly rounds: number;
  /** The moments follow from it. */
  readonly seed: number;
  /** The second round prints, and every so many-th after it; absent: none does. */
  readonly printEvery?: number;
}

export interface KillReport {
  readonly rounds: number;
  /** Changes the writers were told of, all found again. */
  readonly acknowledged: number;
  /** Changes asked for and not answered, all asked again. */
  readonly unanswered: number;
  /** Those of them that had been made before the process could say so. */
  readonly madeUnsaid: number;
  readonly numbers: number;
  readonly printed: number;
  /** Starts that were cut off themselves, and deaths of the database. */
  readonly startsCutOff: number;
  readonly databaseDeaths: number;
  /** Rounds that should have printed where nothing can. */
  readonly unprinted: number;
  /** From the start of the process to the first answered list, after each death. */
  readonly restartMs: readonly number[];
  /** Processor time of the process for it. */
  readonly restartCpuMs: readonly number[];
}

const longestMs = 300;
const people: readonly Person[] = ['dora', 'carl', 'hana'];

/** Who dies in a round. */
type Victim = 'platform' | 'database' | 'both';

interface Round {
  readonly victim: Victim;
  readonly printing: boolean;
  /** The next start is cut off after so many milliseconds, and then made again. */
  readonly cutOffMs: number | undefined;
  /** How far into the writing it dies; where `warm`, counted from the first answer on. */
  readonly momentMs: number;
  readonly warm: boolean;
}

const planRound = ({ database, printEvery }: KillPlan, index: number, random: () => number): Round => {
  const victims: readonly Victim[] = ['platform', 'database', 'both', 'platform', 'platform'];
  return {
    victim: database === 'sqlite' ? 'platform' : (victims[index % victims.length] ?? 'platform'),
    printing: printEvery !== undefined && index % printEvery === 1,
    cutOffMs: index % 6 === 5 ? random() * 1500 : undefined,
    momentMs: random() * longestMs,
    warm: index % 4 !== 0,
  };
};

interface Run {
  readonly world: World;
  readonly random: () => number;
  readonly desk: Desk;
  readonly cookie: string;
  readonly tally: {
    unanswered: number;
    madeUnsaid: number;
    numbers: number;
    startsCutOff: number;
    databaseDeaths: number;
    unprinted: number;
  };
  readonly restartMs: number[];
  readonly restartCpuMs: number[];
}

/** The very first start, cut off twice on the way; then one that ends well, so that the compiled program is kept. */
const firstStart = async (world: World, random: () => number): Promise<ReadonlyMap<Person, string>> => {
  const settings = world.settings(true);
  for (let times = 0; times < 2; times += 1) await startCutOff(settings, 200 + random() * 2500);
  const platform = await startPlatform(settings, '');
  const cookies = new Map<Person, string>();
  for (const person of people) cookies.set(person, (await signIn(world.url, person)).cookie);
  await platform.stop();
  return cookies;
};

/** A round that follows one that printed needs a browser as well: what was numbered is still to be printed. */
const restart = async (run: Run, round: Pick<Round, 'printing' | 'cutOffMs'>): Promise<Platform> => {
  const settings = run.world.settings(round.printing);
  if (round.cutOffMs !== undefined) {
    await startCutOff(settings, round.cutOffMs);
    run.tally.startsCutOff += 1;
  }
  const platform = await startPlatform(settings, run.cookie);
  run.restartMs.push(Math.round(platform.startMs));
  run.restartCpuMs.push(platform.startCpuMs);
  return platform;
};

/** What is stored against what was said; then everything open is asked again, and all is looked at once more. */
const examine = async ({ world, desk, tally }: Run): Promise<void> => {
  const open = desk.pending().length;
  tally.unanswered += open;
  tally.madeUnsaid += await world.look((storage) => examineLosses(storage, desk));
  await desk.askAgain();
  tally.numbers = await world.look((storage) => examineWhole(storage, world.dataDir, desk, now));
};

/** One preview, so that the browser is there when the writing begins; false where nothing can print. */
const warmPrinting = async ({ world, desk, cookie }: Run): Promise<boolean> => {
  const notice = await desk.aNotice();
  const reply = await fetch(`${world.url}/api/documents/${notice.id}/preview.pdf`, { headers: { cookie } });
  await reply.arrayBuffer();
  if (reply.status === 503 && process.env.CI !== 'true') return false;
  assert.equal(reply.status, 200, 'a notice is previewed');
  return true;
};

const die = async (run: Run, platform: Platform, round: Round): Promise<Platform | undefined> => {
  const { mariadb, url } = run.world;
  const writing = run.desk.write({ printing: round.printing });
  const failed = writing.ended.catch((error: unknown) => ({ error }));
  if (round.warm) await Promise.race([writing.begun, failed]);
  await sleep(round.momentMs);
  if (mariadb !== undefined && round.victim !== 'platform') {
    await mariadb.kill();
    run.tally.databaseDeaths += 1;
  }
  if (round.victim !== 'database') await platform.kill();
  const fault = await failed;
  if (fault !== undefined) throw fault.error;
  if (mariadb !== undefined && round.victim !== 'platform') await mariadb.start();
  if (round.victim !== 'database') return undefined;
  await firstAnswer(url, run.cookie, () => undefined);
  return platform;
};

const play = async (run: Run, rounds: readonly Round[]): Promise<void> => {
  let platform: Platform | undefined;
  let printed = false;
  try {
    for (const [index, round] of rounds.entries()) {
      try {
        if (round.printing) {
          await platform?.kill();
          platform = undefined;
        }
        platform ??= await restart(run, { ...round, printing: round.printing || printed });
        printed = round.printing;
        await examine(run);
        const printing = round.printing && (await warmPrinting(run));
        if (round.printing && !printing) run.tally.unprinted += 1;
        const alive = await die(run, platform, { ...round, printing });
        if (round.victim === 'platform') assert.deepEqual(platform.bugs(), []);
        platform = alive;
      } catch (error) {
        throw new Error(`round ${index} (${JSON.stringify(round)}): ${platform?.bugs().join('\n')}`, { cause: error });
      }
    }
    platform ??= await restart(run, { printing: printed, cutOffMs: undefined });
    await examine(run);
  } finally {
    await platform?.kill();
  }
  await survivors(run.world.dataDir);
};

/** Kills a writing platform again and again, and after each death holds what is stored against what was said. */
export const runKillRounds = async (plan: KillPlan): Promise<KillReport> => {
  const random = randomOf(plan.seed);
  const rounds = Array.from({ length: plan.rounds }, (_, index) => planRound(plan, index, random));
  const world = await openWorld(plan.database);
  try {
    const cookies = await firstStart(world, random);
    const desk = openDesk(world.url, cookies, random);
    const tally = { unanswered: 0, madeUnsaid: 0, numbers: 0, startsCutOff: 2, databaseDeaths: 0, unprinted: 0 };
    const run: Run = { world, random, desk, cookie: cookies.get('dora') ?? '', tally, restartMs: [], restartCpuMs: [] };
    await play(run, rounds);
    const printed = desk.loans.flatMap(({ notices }) => notices).filter(({ number }) => number !== null).length;
    return {
      rounds: plan.rounds,
      acknowledged: desk.acknowledged.size,
      ...tally,
      printed,
      // The first start follows no death.
      restartMs: run.restartMs.slice(1),
      restartCpuMs: run.restartCpuMs.slice(1),
    };
  } finally {
    await world.close();
  }
};
