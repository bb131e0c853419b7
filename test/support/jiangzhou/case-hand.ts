import assert from 'node:assert/strict';
import type { Reply } from '../client.ts';
import type { TestSystem } from '../system.ts';
import { readExample, type Step, Walk } from './walk.ts';

const example = readExample('example-a');
/** What its people fill in; some of it only where the case goes another way. */
const steps = [...example.steps, ...example.variants.flatMap((variant) => variant.steps)];

export interface CaseRecord {
  readonly _id: string;
  readonly state: string;
  readonly version: number;
  readonly data: Record<string, unknown>;
  readonly metadata: { readonly stateTitle: { readonly zh: string }; readonly regime: string };
}
/** Every case of the walks is of the same party, so that whoever lets it pass says why. */
const known = { duplicateReason: '违法行为不同，另行立案核查。' };

interface Refused {
  readonly type: string;
  readonly issues?: readonly { readonly params?: { readonly key?: string } }[];
}

export type Data = Readonly<Record<string, unknown>>;

/** The year and the regime a walk is played in. */
export interface Law {
  readonly regime: 'scjg-2021' | 'zj-2011';
  readonly year: number;
}

/** Plays one case by HTTP; what people fill in is that of worked example A, moved into the year of the law. */
export class CaseHand {
  readonly system: TestSystem;
  readonly law: Law;
  readonly walk: Walk;
  id = '';
  private ticks = 0;

  constructor(system: TestSystem, law: Law) {
    this.system = system;
    this.law = law;
    this.walk = new Walk(system, () => {});
  }

  /** `05-07 10:00` of the year, as clocks in China show it; a moment that is over is now. */
  at(moment: string): this {
    const instant = this.instant(moment);
    if (instant <= this.system.clock()) return this.tick();
    this.system.clock.set(instant);
    return this;
  }

  /** Another case begins, be it earlier than the last one ended. */
  begin(moment: string): this {
    this.system.clock.set(this.instant(moment));
    return this;
  }

  /** A minute later, and never at a moment there has been. */
  tick(): this {
    this.ticks += 1;
    this.system.clock.set(new Date(Date.parse(this.system.clock()) + 60_000 + this.ticks).toISOString());
    return this;
  }

  day = (day: string): string => `${this.law.year}-${day}`;
  instant = (moment: string): string => {
    const [day, time = '09:00'] = moment.split(' ');
    return new Date(`${this.law.year}-${day}T${time}:00+08:00`).toISOString();
  };

  /** What worked example A fills in at a step. */
  filled(key: string, more: Data = {}): Data {
    const step = steps.find((one) => one.key === key && (one.act ?? one.create) !== undefined) as Step;
    const data = structuredClone(step.act?.data ?? step.create?.data ?? {}) as Data;
    return { ...(this.moved(data) as Data), ...(key === 'sourceApproved' && known), ...more };
  }

  private moved(value: unknown): unknown {
    if (typeof value === 'string') {
      if (value.startsWith('@')) return this.walk.thing(value.slice(1)).id;
      return this.law.year === 2026 ? value : value.replaceAll(/2026([-年])/g, `${this.law.year}$1`);
    }
    if (Array.isArray(value)) return value.map((item) => this.moved(item));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, this.moved(inner)]));
  }

  request<T>(actor: string, method: string, path: string, body?: unknown): Promise<Reply<T>> {
    return this.walk.request<T>(actor, method, path, body);
  }

  async create(actor: string, module: string, data: Data, as: string, parent?: string): Promise<string> {
    const reply = await this.request<CaseRecord>(actor, 'POST', `/records/${module}`, {
      data,
      ...(parent !== undefined && { parent }),
    });
    assert.ok(reply.status < 300, `${module}: ${JSON.stringify(reply.body)}`);
    this.walk.named.set(as, { module, id: reply.body._id });
    return reply.body._id;
  }

  /** A child of the case, made and confirmed. */
  async child(module: string, step: string, actor = 'lizhiyuan', more: Data = {}): Promise<string> {
    const id = await this.create(actor, module, this.filled(step, more), step, this.id);
    const confirmer = actor === 'lizhiyuan' ? 'wangxiaoqing' : actor;
    await this.on(module, id, module === 'party' || module === 'product' ? actor : confirmer, 'confirm');
    return id;
  }

  async record(actor = 'lizhiyuan', module = 'case', id = this.id): Promise<CaseRecord> {
    const { status, body } = await this.request<CaseRecord>(actor, 'GET', `/records/${module}/${id}`);
    assert.equal(status, 200, `${actor} reads ${module}: ${JSON.stringify(body)}`);
    return body;
  }

  private async send(module: string, id: string, actor: string, action: string, data: Data): Promise<Reply<never>> {
    const { version } = await this.record(actor, module, id);
    return await this.request(actor, 'POST', `/records/${module}/${id}/actions/${action}`, { version, data });
  }

  async on(module: string, id: string, actor: string, action: string, data: Data = {}): Promise<CaseRecord> {
    await this.offered(module, id, actor, action);
    const { status, body } = await this.send(module, id, actor, action, data);
    const said = `${actor} ${action} on ${module}: ${status} ${JSON.stringify(body)}`;
    assert.ok(status < 300, said);
    return (body as { record?: CaseRecord }).record ?? (body as CaseRecord);
  }

  /** The page must offer what is about to be done, before its form is filled in. */
  private async offered(module: string, id: string, actor: string, action: string): Promise<void> {
    const actions = await this.walk.get<{ key: string; allowed: boolean; reasons: object[] }[]>(
      actor,
      `/records/${module}/${id}/actions`,
    );
    const found = actions.find(({ key }) => key === action);
    assert.ok(found?.allowed, `${actor} is not offered ${action}: ${JSON.stringify(found?.reasons)}`);
  }

  /** Takes an action on the case and holds the state it leads to. */
  async act(actor: string, action: string, data: Data = {}, state?: string): Promise<CaseRecord> {
    const record = await this.on('case', this.id, actor, action, data);
    if (state !== undefined) assert.equal(record.state, state, action);
    return record;
  }

  async agree(actor: string, action: string, state: string, data: Data = {}): Promise<CaseRecord> {
    return await this.act(actor, action, { result: 'agree', opinion: '同意。', ...data }, state);
  }

  /** An action that must be refused by exactly these rules. */
  async refuse(actor: string, action: string, data: Data, rules: readonly string[]): Promise<void> {
    const { status, body } = (await this.send('case', this.id, actor, action, data)) as Reply<Refused>;
    assert.ok(status >= 400, `${action} was not refused`);
    const keys = (body.issues ?? []).flatMap(({ params }) => params?.key ?? []);
    assert.deepEqual([...keys].sort(), [...rules].sort(), `${action}: ${JSON.stringify(body)}`);
  }

  /** The papers the file lacks without which the case cannot be closed. */
  async lacking(): Promise<string[]> {
    const lists = await this.walk.get<{ entries: { key: string; state: string; needed: boolean }[] }[]>(
      'lizhiyuan',
      `/records/case/${this.id}/checklists`,
    );
    const entries = lists.flatMap((list) => list.entries);
    return entries.filter(({ needed, state }) => needed && state === 'missing').map(({ key }) => key);
  }

  /** A paper prepared and issued; it is printed before the answer. */
  async paper(document: string, issuer = 'lizhiyuan', subject?: string): Promise<string> {
    const made = await this.request<{ id: string }>('lizhiyuan', 'POST', `/records/case/${this.id}/documents`, {
      document,
      ...(subject !== undefined && { subject }),
    });
    assert.ok(made.status < 300, `${document}: ${JSON.stringify(made.body)}`);
    const issued = await this.request(issuer, 'POST', `/documents/${made.body.id}/issue`);
    assert.ok(issued.status < 300, `${document}: ${JSON.stringify(issued.body)}`);
    await this.system.jobs.drain();
    return made.body.id;
  }

  /** A volume of the file of the case is bound. */
  async bind(actor: string, volume: string): Promise<void> {
    const asked = await this.request(actor, 'POST', `/records/case/${this.id}/dossiers/case-file/${volume}`, {});
    assert.equal(asked.status, 202, JSON.stringify(asked.body));
    await this.system.jobs.drain();
  }

  async clocks(): Promise<readonly { deadline: string; due: string; state: string }[]> {
    return await this.walk.get('lizhiyuan', `/records/case/${this.id}/clocks`);
  }

  async clock(deadline: string): Promise<{ due: string | undefined; state: string | undefined }> {
    const found = (await this.clocks()).findLast((one) => one.deadline === deadline);
    return { due: found?.due, state: found?.state };
  }

  /** The draft child whose data says so. */
  async find(module: string, path: string, value: string): Promise<string> {
    const rows = await this.walk.get<CaseRecord[]>('lizhiyuan', `/records/case/${this.id}/children/${module}`);
    const found = rows.find(({ state, data }) => state === 'draft' && data[path] === value);
    assert.ok(found, `no ${module} of ${value}`);
    return found._id;
  }
}
