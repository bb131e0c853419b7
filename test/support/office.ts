import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { type Client, type Reply, signIn } from './client.ts';
import type { TestSystem } from './system.ts';

/** A record as a test names it. */
export interface Place {
  readonly module: string;
  readonly id: string;
}

export interface Shown {
  readonly _id: string;
  readonly state: string;
  readonly version: number;
  // biome-ignore lint/suspicious/noExplicitAny: the data of a record is any JSON, and tests reach into it
  readonly data: any;
}

interface Answer {
  readonly record: Shown;
  readonly issues?: readonly { readonly message?: string; readonly params?: { readonly key?: string } }[];
}

/** People of the demonstration at work over HTTP: each signs in when he is first needed, and again after the clock moved. */
export class Office {
  readonly system: TestSystem;
  #people = new Map<string, Promise<Client>>();

  constructor(system: TestSystem) {
    this.system = system;
  }

  as(username: string): Promise<Client> {
    const known = this.#people.get(username) ?? signIn(this.system.url, username);
    this.#people.set(username, known);
    return known;
  }

  /** Sessions end with time. */
  setClock(instant: string): void {
    this.system.clock.set(instant);
    this.#people.clear();
  }

  async read(username: string, { module, id }: Place): Promise<Shown> {
    return await (await this.as(username)).get<Shown>(`/records/${module}/${id}`);
  }

  async mayRead(username: string, { module, id }: Place): Promise<number> {
    return (await (await this.as(username)).request('GET', `/records/${module}/${id}`)).status;
  }

  async create(username: string, module: string, data: object, parent?: Place): Promise<Place> {
    const body = { data, ...(parent && { parent: parent.id }) };
    const { _id } = await (await this.as(username)).post<Shown>(`/records/${module}`, body);
    return { module, id: _id };
  }

  async send(username: string, { module, id }: Place, action: string, data: object = {}): Promise<Reply<Answer>> {
    const person = await this.as(username);
    const { version } = await this.read(username, { module, id });
    return await person.request<Answer>('POST', `/records/${module}/${id}/actions/${action}`, { data, version });
  }

  /** Takes an action that must succeed: the state it leads to. */
  async act(username: string, place: Place, action: string, data: object = {}): Promise<string> {
    const { status, body } = await this.send(username, place, action, data);
    assert.equal(status, 200, `${username} ${action}: ${JSON.stringify(body)}`);
    return body.record.state;
  }

  async agree(usernames: readonly string[], place: Place, action: string, data: object = {}): Promise<string> {
    let state = '';
    for (const [index, username] of usernames.entries()) {
      const more = index === usernames.length - 1 ? data : {};
      state = await this.act(username, place, action, { result: 'agree', opinion: '同意', ...more });
    }
    return state;
  }

  /** Takes an action that a rule must refuse: the key of the rule. */
  async refused(username: string, place: Place, action: string, data: object = {}): Promise<string | undefined> {
    const { status, body } = await this.send(username, place, action, data);
    assert.equal(status, 409, `${username} ${action}: ${JSON.stringify(body)}`);
    return body.issues?.[0]?.params?.key;
  }

  /** Prepares and issues a document and waits until it is printed: its number. */
  async paper(username: string, issuer: string, { module, id }: Place, document: string): Promise<string> {
    const prepared = await (await this.as(username)).post<{ readonly id: string }>(
      `/records/${module}/${id}/documents`,
      { document, data: {} },
    );
    const person = await this.as(issuer);
    await person.post(`/documents/${prepared.id}/issue`);
    for (let tries = 0; tries < 200; tries += 1) {
      const { state, number } = await person.get<{ state: string; number: string }>(`/documents/${prepared.id}`);
      if (state === 'issued') return number;
      await wait(100);
    }
    throw new Error(`${document} is not printed`);
  }

  /** Has a rule set decide about everybody. */
  async run(username: string, ruleSet: string, asOf: string): Promise<void> {
    const person = await this.as(username);
    const { id } = await person.post<{ readonly id: string }>(`/rules/${ruleSet}/run`, { asOf });
    for (let tries = 0; tries < 200; tries += 1) {
      const run = await person.get<{ state: string; error: string | null }>(`/rule-runs/${id}`);
      assert.equal(run.error, null);
      if (run.state === 'done') return;
      await wait(50);
    }
    throw new Error(`${ruleSet} does not end`);
  }

  /** Asks again until the answer is right; what follows a change is decided behind it. */
  async eventually(question: () => Promise<boolean>, what: string): Promise<void> {
    for (let tries = 0; tries < 100; tries += 1) {
      if (await question()) return;
      await wait(100);
    }
    throw new Error(`it never came about: ${what}`);
  }
}
