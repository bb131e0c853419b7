import type { Issue } from '#engine/issue.ts';
import { Problem } from '#engine/problem.ts';
import { actOnRecord } from '#server/command/act-on-record.ts';
import { createRecord } from '#server/command/create-record.ts';
import { issueDocument } from '#server/command/issue-document.ts';
import { prepareDocument } from '#server/command/prepare-document.ts';
import { availableActions, type ShownAction } from '#server/query/available-actions.ts';
import { readRecord } from '#server/query/read-record.ts';
import { all } from '#server/storage/db.ts';
import { deedOf } from './hints.ts';
import { count, emptyReport, judge, type WalkReport } from './walk-report.ts';
import type { Header, WalkWorld } from './walk-world.ts';

/** Some cases go their ways by random permitted actions of the people of an office. */
export class CaseWalk {
  readonly world: WalkWorld;
  readonly report: WalkReport;
  readonly cases: string[] = [];
  private readonly many: number;

  constructor(world: WalkWorld, many: number, report: WalkReport = emptyReport()) {
    this.world = world;
    this.many = many;
    this.report = report;
  }

  /** Takes one action, whatever it is; false where the people tried in vain. */
  async step(): Promise<boolean> {
    const { random } = this.world;
    const before = this.report.done;
    if (this.cases.length < this.many && (this.cases.length === 0 || random.chance(0.1))) await this.begin();
    else await this.goOn();
    await this.world.pass(random.chance(0.12) ? random.int(1, 9) : 0);
    return this.report.done > before;
  }

  private async begin(): Promise<void> {
    const data = await this.world.fill('new case', { module: 'case', form: 'caseRegister' });
    if (data === undefined) return count(this.report.unfilled, 'new case');
    await this.attempt('new case', '', 'linxiaoman', false, async () => {
      const { id } = await createRecord(await this.world.as('linxiaoman'), { module: 'case', data });
      this.cases.push(id);
      count(this.report.entered, 'case.draft');
    });
  }

  private async goOn(): Promise<void> {
    const { random } = this.world;
    const open: Header[] = [];
    for (const id of this.cases) {
      const header = await this.world.header(id);
      if (header.state_class !== 'terminal' || random.chance(0.05)) open.push(header);
    }
    if (open.length < 2) return await this.begin();
    const root = random.pick(open);
    const roll = random.next();
    if (roll < 0.12) return await this.addChild(root);
    if (roll < 0.2) return await this.paper(root);
    const below = (await this.world.family(root.id)).filter(
      ({ id, state_class }) => id !== root.id && state_class !== 'terminal',
    );
    const asked = random.chance(0.7) ? await this.world.asked(root.id) : undefined;
    if (asked !== undefined) return await this.actOn(asked.who, await this.world.header(asked.record), root);
    await this.actOn(this.world.person(), below.length > 0 && random.chance(0.5) ? random.pick(below) : root, root);
  }

  private async actOn(who: string, on: Header, root: Header): Promise<void> {
    const { random } = this.world;
    const actions = await this.offered(who, on);
    const allowed = actions.filter((one) => one.allowed);
    const lacking = actions.filter((one) => !one.allowed).flatMap(({ reasons }) => reasons);
    const vain = allowed.length === 0 || random.chance(this.leading(on, allowed).length > 0 ? 0.1 : 0.6);
    if (!vain) return await this.take(who, on, root, this.chosen(on, allowed));
    const { document } = this.world.house.catalog.current().definitions;
    const supplied = lacking.filter(({ params: p = {} }) => p.document ?? p.module ?? document.has(`${p.key}`));
    if (supplied.length > 0 && random.chance(0.5)) return await this.supply(random.pick(supplied), root);
    await this.anybody(on, root);
  }

  /** Somebody who may do something leads on, where there is one. */
  private async anybody(on: Header, root: Header): Promise<void> {
    for (const who of shuffled(this.world)) {
      const allowed = (await this.offered(who, on)).filter((one) => one.allowed);
      const leading = this.leading(on, allowed);
      const usual = leading.some(({ key }) => this.world.knows(deedOf(key, on.module)));
      if (usual || (allowed.length > 0 && this.world.random.chance(0.03)))
        return await this.take(who, on, root, this.chosen(on, allowed));
    }
  }

  /** What leads on is taken more often than what stays, and what worked examples do more often than what they never do. */
  private chosen(on: Header, allowed: readonly ShownAction[]): ShownAction {
    const { random } = this.world;
    const leading = this.leading(on, allowed);
    const usual = leading.filter(({ key }) => this.world.knows(deedOf(key, on.module)));
    if (usual.length > 0 && random.chance(0.85)) return random.pick(usual);
    const staying = allowed.filter((one) => !leading.includes(one));
    return random.pick(staying.length > 0 && random.chance(0.98) ? staying : allowed);
  }

  private leading({ module, state }: Header, allowed: readonly ShownAction[]): readonly ShownAction[] {
    const on = this.world.house.catalog.current().module(module).workflow.states[state]?.on ?? {};
    return allowed.filter(
      ({ key }) =>
        !key.includes('.') &&
        Object.entries(on).some(
          ([event, ways]) => event.split('.')[0] === key && ways.some(({ target }) => target !== state),
        ),
    );
  }

  private async offered(who: string, { module, id }: Header): Promise<readonly ShownAction[]> {
    try {
      return await availableActions(await this.world.as(who), { module, id });
    } catch (error) {
      if (error instanceof Problem && (error.slug === 'not-found' || error.slug === 'not-permitted')) return [];
      throw error;
    }
  }

  private async take(who: string, on: Header, root: Header, action: ShownAction): Promise<void> {
    const { random } = this.world;
    const deed = deedOf(action.key, on.module);
    const words = this.wordsOf(action);
    if (words === undefined) return;
    const context = await this.world.as(who);
    const form = words.result === 'return' ? undefined : action.form;
    const { data: held } = await readRecord(context, { module: on.module, id: on.id });
    const filled =
      form &&
      (await this.world.fill(deed, { module: on.module, form, root: root.id, held: own(this.world, on, form, held) }));
    if (form !== undefined && filled === undefined) return count(this.report.unfilled, `${deed} (${form})`);
    const corrected =
      action.correct && action.approval === undefined
        ? await this.correction(on, random.pick(action.correct), held)
        : {};
    if (corrected === undefined) return;
    await this.attempt(deed, on.state, who, form !== undefined || action.correct !== undefined, async () => {
      const { version } = await this.world.header(on.id);
      const data = { ...filled, ...words, ...corrected };
      await actOnRecord(context, { module: on.module, id: on.id, action: action.key, version: Number(version), data });
    });
    await this.noteMove(on);
  }

  /** What is to stand in place of a locked filling. */
  private async correction(on: Header, form: string, held: object): Promise<object | undefined> {
    const fields = await this.world.fill(deedOf('correct', on.module), {
      module: on.module,
      form,
      held: own(this.world, on, form, held),
    });
    return fields && { form, fields, reason: this.world.key() };
  }

  private wordsOf({ approval }: ShownAction): Record<string, unknown> | undefined {
    if (approval === undefined) return {};
    const { random } = this.world;
    const open = approval.results.filter(({ reasons }) => reasons.length === 0);
    if (open.length === 0) return undefined;
    const agree = open.find(({ key }) => key === 'agree');
    const result = agree !== undefined && random.chance(0.93) ? agree : random.pick(open);
    const opinion = result.key === 'agree' ? '同意。' : '请补充有关内容。';
    return {
      result: result.key,
      opinion,
      ...(result.key === 'return' &&
        !approval.toAuthor &&
        approval.returnTo[0] && { returnTo: approval.returnTo[0].key }),
    };
  }

  private async noteMove({ id, state, module }: Header): Promise<void> {
    const now = await this.world.header(id);
    if (now.state === state) return;
    count(this.report.left, `${module}.${state}`);
    count(this.report.entered, `${module}.${now.state}`);
  }

  /** Brings what an action lacks. */
  private async supply({ code, params }: Issue, root: Header): Promise<void> {
    const { definitions } = this.world.house.catalog.current();
    const keyOf = (kind: 'document' | 'module', title: unknown): string | undefined =>
      [...definitions[kind].values()].find(
        (one) => one.key === title || JSON.stringify(one.title) === JSON.stringify(title),
      )?.key;
    const document = keyOf('document', params?.document ?? params?.key);
    const module = keyOf('module', params?.module);
    if (document !== undefined && code !== 'workflow.documentNotServed') await this.paper(root, document);
    else if (module !== undefined) await this.addChild(root, module);
  }

  private async addChild(root: Header, wanted?: string): Promise<void> {
    const { random } = this.world;
    const catalog = this.world.house.catalog.current();
    const possible = [...catalog.definitions.module.values()].filter(
      ({ key, parent }) =>
        parent?.module === root.module &&
        (wanted === undefined || key === wanted) &&
        parent.states?.includes(root.state) !== false,
    );
    if (possible.length === 0) return;
    const { key: module, createForm: form } = random.pick(possible);
    const deed = `new ${module}`;
    const data = await this.world.fill(deed, { module, form, root: root.id });
    if (data === undefined) return count(this.report.unfilled, deed);
    for (const who of shuffled(this.world)) {
      const context = await this.world.as(who);
      const made = await createRecord(context, { module, parent: root.id, data }).catch((error: unknown) => error);
      if (made instanceof Problem && (made.slug === 'not-permitted' || made.slug === 'not-found')) continue;
      return await this.attempt(deed, root.state, who, true, async () => {
        if (made instanceof Error) throw made;
      });
    }
  }

  /** Prepares a paper of the case that its state suggests, or issues one that is prepared. */
  private async paper(root: Header, wanted?: string): Promise<void> {
    const { random } = this.world;
    const catalog = this.world.house.catalog.current();
    const drafts = await all<{ id: string; document: string }>(
      this.world.storage.read,
      "select id, document from document where record_id = ? and state = 'draft'",
      [root.id],
    );
    const papers = await all<{ document: string }>(
      this.world.storage.read,
      "select document from document where record_id = ? and state not in ('draft', 'voided')",
      [root.id],
    );
    const draft = drafts.find(({ document }) => wanted === undefined || document === wanted);
    if (draft !== undefined && random.chance(0.8)) return await this.issue(root, draft);
    const suggested = catalog.module(root.module).workflow.states[root.state]?.documents ?? [];
    const missing = suggested.filter((one) => random.chance(0.1) || !papers.some(({ document }) => document === one));
    const key = wanted ?? (missing.length === 0 ? undefined : random.pick(missing));
    const definition = key === undefined ? undefined : catalog.definitions.document.get(key);
    if (definition === undefined) return;
    const subjects = (await this.world.family(root.id)).filter(({ module }) => module === definition.subject);
    if (definition.subject !== undefined && subjects.length === 0) return await this.addChild(root, definition.subject);
    const [deed, form] = [`paper ${definition.key}`, definition.form];
    const data = form === undefined ? {} : await this.world.fill(deed, { module: root.module, form, root: root.id });
    if (data === undefined) return count(this.report.unfilled, deed);
    const subject = definition.subject === undefined ? {} : { subject: random.pick(subjects).id };
    await this.byWhoMay(root, deed, async (who) => {
      const at = { module: root.module, id: root.id, document: definition.key, data, ...subject };
      await prepareDocument(await this.world.as(who), { ...at, idempotencyKey: this.world.key() });
    });
  }

  private async issue(
    root: Header,
    { id, document }: { readonly id: string; readonly document: string },
  ): Promise<void> {
    await this.byWhoMay(root, `issue ${document}`, async (who) => {
      await issueDocument(await this.world.as(who), { id, idempotencyKey: this.world.key() });
    });
    await this.world.house.jobs.drain();
  }

  /** Papers are not offered by name: whoever may do it does. */
  private async byWhoMay(root: Header, deed: string, work: (who: string) => Promise<void>): Promise<void> {
    for (const person of shuffled(this.world)) {
      const done = await work(person).catch((error: unknown) => error);
      if (done instanceof Problem && (done.slug === 'not-permitted' || done.slug === 'not-found')) continue;
      return await this.attempt(deed, root.state, person, true, async () => {
        if (done instanceof Error) throw done;
      });
    }
  }

  private async attempt(
    deed: string,
    state: string,
    who: string,
    typed: boolean,
    work: () => Promise<void>,
  ): Promise<void> {
    try {
      await work();
      this.report.done += 1;
      count(this.report.deeds, deed);
    } catch (error) {
      judge(this.report, error, { deed, state, who, typed });
    }
  }
}

const shuffled = (world: WalkWorld): readonly string[] => {
  const left = [...world.everybody()];
  const order: string[] = [];
  while (left.length > 0) order.push(...left.splice(world.random.int(0, left.length - 1), 1));
  return order;
};

/** The part of a record's data that a form fills. */
const own = (world: WalkWorld, { module }: Header, form: string, data: object): Readonly<Record<string, unknown>> => {
  const into = world.house.catalog.current().module(module).forms.get(form)?.definition.into;
  const part = into === undefined ? data : (data as Record<string, unknown>)[into];
  return typeof part === 'object' && part !== null ? (part as Record<string, unknown>) : {};
};
