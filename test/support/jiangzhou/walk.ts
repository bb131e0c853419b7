import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { getPath } from '#engine/json.ts';
import { startSeries } from '#server/storage/numbers.ts';
import { type Client, type Reply, signIn } from '../client.ts';
import type { TestSystem } from '../system.ts';
import { type Expected, holdBeside } from './hold-beside.ts';

interface Refusal {
  readonly slug: string;
  readonly rules?: readonly string[];
  readonly path?: string;
  readonly code?: string;
}

/** One thing somebody does at a moment, and what must come of it. */
export interface Step {
  readonly key: string;
  readonly at: string;
  readonly actor: string;
  readonly create?: { readonly module: string; readonly data: object; readonly parent?: string; readonly as?: string };
  readonly act?: { readonly on: string; readonly action: string; readonly data: object };
  readonly document?: {
    readonly on: string;
    readonly document: string;
    readonly subject?: string;
    readonly data?: object;
    readonly as: string;
  };
  readonly save?: { readonly on: string; readonly form: string; readonly data: object };
  readonly issue?: { readonly document: string };
  /** A volume of the file of a record is bound. */
  readonly bind?: { readonly on: string; readonly dossier: string; readonly volume: string };
  /** Names the child that says so, among those in `state`: drafts, where no state is told. */
  readonly find?: {
    readonly module: string;
    readonly parent: string;
    readonly where: object;
    readonly state?: string;
    readonly as: string;
  };
  /** Time has passed: what waited for it is done, and the record is looked at. */
  readonly look?: { readonly on: string };
  readonly expect?: Expected;
  readonly refused?: Refusal;
}

export interface Example {
  readonly title: string;
  readonly organization: string;
  readonly counters: readonly {
    readonly numbering: string;
    readonly organization: string;
    readonly year: number;
    readonly last: number;
  }[];
  /** What nobody of the example may read anywhere once it was told: the informant. */
  readonly secrets?: readonly string[];
  readonly steps: readonly Step[];
  readonly variants: readonly { readonly key: string; readonly after: string; readonly steps: readonly Step[] }[];
}

interface RecordJson {
  readonly _id: string;
  readonly state: string;
  readonly version: number;
  readonly data: object;
  readonly metadata: { readonly regime: string };
}
interface Offered {
  readonly key: string;
  readonly allowed: boolean;
  readonly reasons: readonly object[];
}
interface DocumentJson {
  readonly id: string;
  readonly state: string;
  readonly number: string | null;
  readonly document: string;
  readonly served_at: string | null;
}
interface ProblemJson {
  readonly type: string;
  readonly issues?: readonly {
    readonly path: string;
    readonly code: string;
    readonly params?: { readonly key?: string };
  }[];
}

export const readExample = (name: string): Example =>
  JSON.parse(readFileSync(new URL(`${name}.json`, import.meta.url), 'utf8')) as Example;

/** The steps up to the one a variant leaves the example after, then those of the variant. */
export const stepsOf = ({ steps, variants }: Example, variant?: string): readonly Step[] => {
  if (variant === undefined) return steps;
  const branch = variants.find(({ key }) => key === variant);
  assert.ok(branch, `no variant ${variant}`);
  return [...steps.slice(0, steps.findIndex(({ key }) => key === branch.after) + 1), ...branch.steps];
};

/** What goes on beside the course of the example, and needs papers of its own. */
const aside = new Set(['seal', 'preserve', 'correction', 'goods', 'books', 'sample']);

export const isOnCourse = ({ create, act, find, look }: Step): boolean =>
  ![create?.as, act?.on, find?.as, look?.on].some((name) => name !== undefined && aside.has(name));

/** What is asked of every issued document. */
export type Look = (step: Step, pdf: Buffer) => void;

/** Plays the steps of an example through HTTP, each by its person at its moment, and holds every answer against it. */
export class Walk {
  readonly system: TestSystem;
  readonly look: Look;
  readonly clients = new Map<string, Client>();
  /** Records and documents by the name the example gives them. */
  readonly named = new Map<string, { readonly module: string; readonly id: string }>();

  constructor(system: TestSystem, look: Look) {
    this.system = system;
    this.look = look;
  }

  async begin({ counters }: Example): Promise<void> {
    await this.system.storage.transact(async (db) => {
      for (const { last, ...series } of counters) await startSeries(db, { ...series, last });
    });
  }

  async play(step: Step): Promise<void> {
    this.system.clock.set(step.at);
    if (step.find) return await this.find(step, step.find);
    if (step.look) return await this.lookAt(step, step.look.on);
    if (step.bind) return await this.bind(step, step.bind);
    if (step.act && !step.refused) await this.holdOffered(step, step.act);
    const reply = await this.send(step);
    if (step.refused) return this.holdRefusal(step, step.refused, reply as Reply<ProblemJson>);
    assert.ok(reply.status < 300, `${step.key} answered ${reply.status}: ${JSON.stringify(reply.body)}`);
    if (step.issue) await this.holdIssued(step, reply.body as DocumentJson);
    else if (step.document) this.name(step.document.as, 'document', (reply.body as DocumentJson).id);
    else await this.holdRecord(step, reply.body as RecordJson | { readonly record: RecordJson });
  }

  /** Sends as the person of the step; months pass in an example, so sessions end and people sign in again. */
  async request<T>(actor: string, method: string, path: string, body?: unknown): Promise<Reply<T>> {
    const known = this.clients.get(actor);
    const first = known && (await known.request<T>(method, path, body));
    if (first !== undefined && first.status !== 401) return first;
    const client = await signIn(this.system.url, actor);
    this.clients.set(actor, client);
    return await client.request<T>(method, path, body);
  }

  async get<T>(actor: string, path: string): Promise<T> {
    const { status, body } = await this.request<T>(actor, 'GET', path);
    assert.equal(status, 200, `${path}: ${JSON.stringify(body)}`);
    return body;
  }

  thing(name: string): { readonly module: string; readonly id: string } {
    const found = this.named.get(name);
    assert.ok(found, `nothing is called ${name}`);
    return found;
  }

  path(name: string): string {
    const { module, id } = this.thing(name);
    return `/records/${module}/${id}`;
  }

  private name(name: string, module: string, id: string): void {
    this.named.set(name, { module, id });
  }

  /** `@name` in data stands for the id of what has that name. */
  private resolve(value: unknown): unknown {
    if (typeof value === 'string') return value.startsWith('@') ? this.thing(value.slice(1)).id : value;
    if (Array.isArray(value)) return value.map((item) => this.resolve(item));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, this.resolve(inner)]));
  }

  private async send({ key, actor, create, act, save, document, issue }: Step): Promise<Reply> {
    if (create) {
      const parent = create.parent === undefined ? {} : { parent: this.thing(create.parent).id };
      return await this.request(actor, 'POST', `/records/${create.module}`, {
        data: this.resolve(create.data),
        ...parent,
      });
    }
    if (act) {
      const version = await this.version(actor, act.on);
      const body = { version, data: this.resolve(act.data) };
      return await this.request(actor, 'POST', `${this.path(act.on)}/actions/${act.action}`, body);
    }
    if (save) {
      const body = { form: save.form, version: await this.version(actor, save.on), data: this.resolve(save.data) };
      return await this.request(actor, 'PUT', this.path(save.on), body);
    }
    if (document) {
      const subject = document.subject === undefined ? {} : { subject: this.thing(document.subject).id };
      return await this.request(actor, 'POST', `${this.path(document.on)}/documents`, {
        document: document.document,
        ...subject,
        ...(document.data && { data: this.resolve(document.data) }),
      });
    }
    assert.ok(issue, `${key} does nothing`);
    return await this.request(actor, 'POST', `/documents/${this.thing(issue.document).id}/issue`);
  }

  /** Who cannot see a record knows no version of it. */
  private async version(actor: string, name: string): Promise<number> {
    const { status, body } = await this.request<RecordJson>(actor, 'GET', this.path(name));
    return status === 200 ? body.version : 1;
  }

  private async find({ actor, key }: Step, wanted: NonNullable<Step['find']>): Promise<void> {
    const rows = await this.get<RecordJson[]>(actor, `${this.path(wanted.parent)}/children/${wanted.module}`);
    const fits = (row: RecordJson) =>
      Object.entries(wanted.where).every(([path, value]) => getPath(row.data, path) === value);
    const found = rows.filter(({ state }) => state === (wanted.state ?? 'draft')).find(fits);
    assert.ok(found, `${key}: no such ${wanted.module}`);
    this.name(wanted.as, wanted.module, found._id);
  }

  /** The page must offer what is about to be done, before its form is filled in. */
  private async holdOffered({ actor, key }: Step, { on, action }: NonNullable<Step['act']>): Promise<void> {
    const actions = await this.get<Offered[]>(actor, `${this.path(on)}/actions`);
    const found = actions.find((one) => one.key === action);
    assert.ok(found?.allowed, `${key}: ${actor} is not offered ${action}: ${JSON.stringify(found?.reasons)}`);
  }

  private async bind({ actor, key }: Step, { on, dossier, volume }: NonNullable<Step['bind']>): Promise<void> {
    const path = `${this.path(on)}/dossiers/${dossier}/${volume}`;
    const { body, status } = await this.request<{ id: string }>(actor, 'POST', path, {});
    assert.equal(status, 202, `${key}: ${JSON.stringify(body)}`);
    await this.system.jobs.drain();
    const { state } = await this.get<{ state: string }>(actor, `/print-runs/${body.id}`);
    assert.equal(state, 'done', key);
  }

  private async lookAt(step: Step, name: string): Promise<void> {
    await this.system.jobs.drain();
    await this.holdRecord(step, await this.get<RecordJson>(step.actor, this.path(name)));
  }

  private holdRefusal(step: Step, refused: Refusal, { status, body }: Reply<ProblemJson>): void {
    const said = `${step.key} answered ${status}: ${JSON.stringify(body)}`;
    assert.ok(status >= 400, said);
    assert.equal(body.type, `urn:problem-type:zhifa:${refused.slug}`, said);
    const issues = body.issues ?? [];
    const rules = issues.filter(({ code }) => code.startsWith('workflow.rule')).map(({ params }) => params?.key);
    if (refused.rules) assert.deepEqual(rules.sort(), [...refused.rules].sort(), said);
    if (refused.path)
      assert.ok(
        issues.some(({ path }) => path === refused.path),
        said,
      );
    if (refused.code)
      assert.ok(
        issues.some(({ code }) => code === refused.code),
        said,
      );
  }

  private async holdIssued(step: Step, issued: DocumentJson): Promise<void> {
    await this.system.jobs.drain();
    const document = await this.get<DocumentJson>(step.actor, `/documents/${issued.id}`);
    assert.equal(document.state, step.expect?.state, `${step.key}: ${JSON.stringify(document)}`);
    if (step.expect?.number !== undefined) assert.equal(document.number, step.expect.number, step.key);
    const pdf = await this.get<Buffer>(step.actor, `/documents/${issued.id}/pdf`);
    assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');
    this.look(step, pdf);
  }

  private async holdRecord(step: Step, body: RecordJson | { readonly record: RecordJson }): Promise<void> {
    const record = 'record' in body ? body.record : body;
    if (step.create?.as) this.name(step.create.as, step.create.module, record._id);
    const { expect = {}, key } = step;
    if (expect.state) assert.equal(record.state, expect.state, key);
    if (expect.regime) assert.equal(record.metadata.regime, expect.regime, key);
    for (const [path, value] of Object.entries(expect.fields ?? {}))
      assert.deepEqual(getPath(record.data, path), value, `${key}: ${path}`);
    const place = this.path(step.act?.on ?? step.save?.on ?? step.look?.on ?? step.create?.as ?? '');
    await holdBeside(<T>(more: string) => this.get<T>(step.actor, `${place}/${more}`), key, expect);
  }
}
