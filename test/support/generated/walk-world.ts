import { readFileSync } from 'node:fs';
import { actOnRecord } from '#server/command/act-on-record.ts';
import type { Context } from '#server/command/context.ts';
import { createRecord } from '#server/command/create-record.ts';
import { all } from '#server/storage/db.ts';
import { SeededRandom } from '../forms/seeded-random.ts';
import type { Example } from '../jiangzhou/walk.ts';
import type { TestStorage } from '../storage.ts';
import { type Hints, hintNow, hintsOf } from './hints.ts';
import { likelyData } from './likely-data.ts';
import type { LikelyWorld } from './likely-value.ts';
import { offices, openWalkHouse, people, type WalkHouse } from './walk-house.ts';

type Data = Readonly<Record<string, unknown>>;

export interface Header {
  readonly id: string;
  readonly module: string;
  readonly state: string;
  readonly state_class: string;
  readonly version: number;
  readonly parent_id: string | null;
}

const busy = new Set([
  'regClerk',
  'handler',
  'deptHead',
  'legal',
  'leader',
  'principal',
  'finance',
  'warehouse',
  'archivist',
]);
const office = people.filter(
  ({ organization, roles }) => organization === '99010000' && roles.some((role) => busy.has(role)),
);

/** Who holds a certificate. */
const certified = ['lizhiyuan', 'wangxiaoqing', 'helusheng', 'zhangguodong'];

/** All cases of a walk are of one party: whoever lets one pass says why. */
const always: Readonly<Record<string, Data>> = {
  'reviewSource on case': { duplicateReason: '违法行为不同，另行立案核查。' },
  // Officers who stand back by the dozen leave nobody to work.
  'requestRecusal on case': { recusalOf: 'tongjizhi' },
};

const example = (name: string): Example =>
  JSON.parse(readFileSync(new URL(`../jiangzhou/${name}.json`, import.meta.url), 'utf8')) as Example;

/** The people of an office with what they fill in, moved by one source of chance. */
export class WalkWorld {
  readonly house: WalkHouse;
  readonly storage: TestStorage['storage'];
  readonly random: SeededRandom;
  private readonly hints: Hints = hintsOf([example('example-a'), example('example-e')]);
  private keys = 0;

  private constructor(house: WalkHouse, storage: TestStorage['storage'], seed: number) {
    this.house = house;
    this.storage = storage;
    this.random = new SeededRandom(seed);
  }

  static async open(context: TestStorage, seed: number, start: string): Promise<WalkWorld> {
    const world = new WalkWorld(await openWalkHouse(context, start), context.storage, seed);
    await world.register();
    return world;
  }

  close = (): Promise<void> => this.house.close();
  as = (who: string): Promise<Context> => this.house.as(who);
  key = (): string => `walk-${++this.keys}`;
  person = (): string => this.random.pick(office).id;
  everybody = (): readonly string[] => office.map(({ id }) => id);

  /** Some minutes, at times days: jobs that were waiting for a moment run when it has come. */
  async pass(days = 0): Promise<void> {
    const minutes = this.random.int(1, 90) + days * 1440;
    this.house.clock.set(new Date(Date.parse(this.house.clock()) + minutes * 60_000).toISOString());
    await this.house.jobs.drain();
  }

  header = async (id: string): Promise<Header> => {
    const [row] = await all<Header>(this.storage.read, 'select * from record where id = ?', [id]);
    if (row === undefined) throw new Error(`record ${id} is gone`);
    return row;
  };

  family = (root: string): Promise<Header[]> =>
    all<Header>(this.storage.read, 'select * from record where root_id = ? order by created_at, id', [root]);

  /** What somebody fills into a form for a deed: as a worked example did, or made up, and put right by the form. */
  async fill(
    deed: string,
    at: { module: string; form: string; root?: string; held?: Data },
  ): Promise<Data | undefined> {
    const form = this.house.catalog.current().module(at.module).forms.get(at.form);
    if (form === undefined) return undefined;
    const hints = this.hints.of(deed);
    const family = at.root === undefined ? [] : await this.family(at.root);
    const idOf = (name: string) => family.findLast(({ module }) => module === this.hints.moduleOf(name))?.id;
    const hinted = hints.length > 0 && this.random.chance(0.96);
    const officers = at.root === undefined ? {} : await this.officers(at.root);
    const start = hinted ? asOf(hintNow(this.random.pick(hints), this.house.clock(), idOf), officers) : {};
    const known = new Set(form.fields.map(({ path }) => path.split('.')[0]));
    const own = Object.fromEntries(
      Object.entries({ ...at.held, ...start, ...always[deed] }).filter(([key]) => known.has(key)),
    );
    return likelyData(form, own, await this.likely(family), hinted ? 0.012 : 0.15);
  }

  /** Whether a worked example does such a thing. */
  knows = (deed: string): boolean => this.hints.of(deed).length > 0;

  /** Who is assigned to a case, by whom the worked examples call so. */
  private async officers(root: string): Promise<Readonly<Record<string, string>>> {
    const rows = await all<{ subject: string; reason: string }>(
      this.storage.read,
      "select subject, reason from access where root_id = ? and reason in ('handler', 'coHandler')",
      [root],
    );
    const of = (reason: string) => rows.find((row) => row.reason === reason)?.subject;
    return { lizhiyuan: of('handler') ?? 'lizhiyuan', wangxiaoqing: of('coHandler') ?? 'wangxiaoqing' };
  }

  /** Somebody of the office whom a task of the family asks, and the record it lies at. */
  async asked(root: string): Promise<{ readonly who: string; readonly record: string } | undefined> {
    const tasks = await all<{ record_id: string; account: string | null; post: string | null }>(
      this.storage.read,
      "select record_id, account, post from task where root_id = ? and state = 'open'",
      [root],
    );
    if (tasks.length === 0) return undefined;
    const { record_id: record, account, post } = this.random.pick(tasks);
    const holders = office.filter(({ id, posts }) => id === account || (post !== null && posts.includes(post)));
    return holders.length === 0 ? undefined : { who: this.random.pick(holders).id, record };
  }

  private async likely(family: readonly Header[]): Promise<LikelyWorld> {
    const { definitions } = this.house.catalog.current();
    const rows = await all<Header>(
      this.storage.read,
      'select id, module from record order by created_at desc limit 400',
      [],
    );
    return {
      random: this.random,
      now: this.house.clock(),
      codes: (list) => (definitions.codes.get(list)?.items ?? []).map(({ code }) => code),
      people: [...this.everybody(), ...certified, ...certified, ...certified],
      organizations: offices.map(({ id }) => id),
      regions: [...definitions.region.values()].flatMap(({ items }) => items.map(({ code }) => code)).slice(0, 400),
      records: (module) => {
        const own = family.filter((one) => one.module === module).map(({ id }) => id);
        return own.length > 0 ? own : rows.filter((one) => one.module === module).map(({ id }) => id);
      },
    };
  }

  /** Certificates and committee, as an office has them before it works. */
  private async register(): Promise<void> {
    const year = this.house.clock().slice(0, 4);
    for (const [index, userId] of certified.entries())
      await this.enrol('certificate', {
        userId,
        certNo: `990100A00${index + 10}`,
        validFrom: `${year}-01-01`,
        validTo: `${Number(year) + 2}-12-31`,
        scopeOrganization: '99010000',
      });
    const old = year < '2019';
    const members = ['gaojianhua', 'liumin', 'qinsiyuan', ...(old ? ['zhangguodong', 'hewenjing'] : [])];
    for (const [index, memberId] of members.entries())
      await this.enrol('committee', {
        memberId,
        committeePost: old ? (['chair', 'vice-chair'][index] ?? 'member') : 'leader',
        memberFrom: `${year}-01-01`,
        appointedBy: '1',
      });
  }

  private async enrol(module: string, data: Data): Promise<void> {
    const head = await this.as('zhangguodong');
    const { id } = await createRecord(head, { module, data });
    await actOnRecord(head, { module, id, action: 'enrol', version: 1 });
  }
}

/** Data with persons in the place of others. */
const asOf = (data: Data, others: Readonly<Record<string, string>>): Data => {
  const put = (value: unknown): unknown => {
    if (typeof value === 'string') return others[value] ?? value;
    if (Array.isArray(value)) return value.map(put);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, put(inner)]));
  };
  return put(data) as Data;
};
