import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ElementHandle, Page } from 'puppeteer';
import { getPath, isObject } from '#engine/json.ts';
import { signInPage } from './browser-page.ts';
import { FormHands } from './form-hands.ts';
import type { Step, Walk } from './jiangzhou/walk.ts';

interface Described {
  readonly createForm: string;
  readonly forms: Readonly<Record<string, { readonly components: readonly object[] }>>;
}
interface ActionJson {
  readonly key: string;
  readonly form?: string;
  readonly approval?: {
    readonly results: readonly { readonly key: string; readonly title?: { readonly zh: string } }[];
    readonly returnTo: readonly { readonly key: string; readonly title: { readonly zh: string } }[];
    readonly skippable?: readonly { readonly key: string; readonly title: { readonly zh: string } }[];
  } | null;
}
interface RecordJson {
  readonly state: string;
  readonly data: object;
  readonly metadata: { readonly title: string };
}
interface CodeItem {
  readonly code: string;
  readonly title: { readonly zh: string };
}
type Data = Readonly<Record<string, unknown>>;
type Place = ElementHandle;

/** How the page calls results that the definitions leave without words. */
const usual = new Map([
  ['agree', '同意'],
  ['return', '退回'],
]);
const verdictKeys = new Set(['result', 'opinion', 'returnTo', 'skip']);
const dialog = '.ant-modal-wrap:not([style*="display: none"]) .ant-modal';
const tool = '[role="tabpanel"]:not([aria-hidden="true"]) .tab-tool';
const faults = '.issue-list li, .ant-alert-error';

/** Does the steps of an example through the pages, each as its person at its moment. */
export class BrowserWalk {
  readonly page: Page;
  readonly walk: Walk;
  readonly hands: FormHands;
  readonly pictures: string;
  actor = '';
  day = '';
  count = 0;

  constructor(page: Page, walk: Walk, pictures: string) {
    this.page = page;
    this.walk = walk;
    this.pictures = pictures;
    this.hands = new FormHands(page, (component, value) => this.labelOf(component, value));
    mkdirSync(pictures, { recursive: true });
  }

  async picture(name: string): Promise<void> {
    this.count += 1;
    const path = join(this.pictures, `${String(this.count).padStart(2, '0')}-${name}.png`);
    await this.page.screenshot({ path: path as `${string}.png` });
  }

  /** Another person or another day: sessions do not last. */
  async become({ actor, at }: Step): Promise<void> {
    this.walk.system.clock.set(at);
    const day = at.slice(0, 10);
    if (actor === this.actor && day === this.day) return;
    await signInPage(this.page, this.walk.system.url, actor);
    [this.actor, this.day] = [actor, day];
  }

  async open(path: string): Promise<void> {
    await this.page.goto(`${this.walk.system.url}${path}`, { waitUntil: 'domcontentloaded' });
  }

  async play(step: Step): Promise<void> {
    await this.tryIt(step).catch(async (error: unknown) => {
      await this.picture(`${step.key}-failed`);
      throw error;
    });
  }

  private async tryIt(step: Step): Promise<void> {
    await this.become(step);
    if (step.create) await this.create(step, step.create);
    else if (step.act) await this.act(step, step.act);
    else if (step.document) await this.prepare(step, step.document);
    else if (step.issue) await this.issue(step);
    else return await this.walk.play(step);
    if (step.create || step.act) await this.hold(step);
  }

  /** Opens a tab of a record, waits until everything on it is there, and takes its picture. */
  async look(name: string, tab: string): Promise<void> {
    await this.open(this.pageOf(name, tab));
    await this.page.waitForFunction(
      `document.querySelector('.record-tabs') !== null && document.querySelector('.ant-skeleton') === null`,
    );
    await this.picture(`tab-${tab}`);
  }

  pageOf(name: string, tab = ''): string {
    const { module, id } = this.walk.thing(name);
    return `/m/${module}/${id}${tab === '' ? '' : `?tab=${tab}`}`;
  }

  private async create(step: Step, { module, data, parent, as }: NonNullable<Step['create']>): Promise<void> {
    if (parent === undefined) await this.open(`/m/${module}/new`);
    else {
      await this.open(this.pageOf(parent, `child-${module}`));
      await this.page.locator(tool).click();
    }
    const described = await this.walk.get<Described>(step.actor, `/modules/${module}`);
    const form = await this.form(await this.wait('main'));
    await this.hands.fill(form, described.forms[described.createForm]?.components ?? [], this.resolved(data));
    await this.picture(`${step.key}-form`);
    await this.press('main', '保存');
    await this.settled(step, `/^\\/m\\/${module}\\/[0-9a-z]{26}$/.test(location.pathname)`);
    const id = new URL(this.page.url()).pathname.split('/')[3] ?? '';
    if (as !== undefined) this.walk.named.set(as, { module, id });
    await this.wait('.action-bar');
    await this.picture(step.key);
  }

  private async act(step: Step, { on, action, data }: NonNullable<Step['act']>): Promise<void> {
    const { module, id } = this.walk.thing(on);
    await this.open(this.pageOf(on));
    const actions = await this.walk.get<ActionJson[]>(step.actor, `/records/${module}/${id}/actions`);
    const offered = actions.find(({ key }) => key === action);
    await this.page.locator(`[data-action="${action}"]:not([aria-disabled="true"])`).click();
    const box = await this.wait('.action-dialog');
    if (offered?.form !== undefined) {
      const described = await this.walk.get<Described>(step.actor, `/modules/${module}?record=${id}`);
      const fields = Object.entries(this.resolved(data)).filter(([key]) => !offered.approval || !verdictKeys.has(key));
      const form = await this.form(box);
      await this.hands.fill(form, described.forms[offered.form]?.components ?? [], Object.fromEntries(fields));
    }
    if (offered?.approval) await this.judge(box, offered.approval, data as Data);
    await this.picture(`${step.key}-dialog`);
    await this.confirm(step);
    await this.picture(step.key);
  }

  private async judge(box: Place, approval: NonNullable<ActionJson['approval']>, data: Data): Promise<void> {
    const { result, opinion, returnTo, skip } = data;
    if (result === undefined) return;
    const title = (list: readonly { key: string; title?: { zh: string } }[], key: unknown) =>
      list.find((one) => one.key === key)?.title?.zh ?? usual.get(String(key)) ?? '';
    await this.click(box, `.//label[normalize-space()="${title(approval.results, result)}"]`);
    if (typeof returnTo === 'string') {
      const select = await box.waitForSelector('.ant-select:has(#approval-return)');
      assert.ok(select);
      await this.hands.pick(select, title(approval.returnTo, returnTo));
    }
    if (typeof opinion === 'string') await this.page.locator('.action-dialog #approval-opinion').fill(opinion);
    for (const key of Array.isArray(skip) ? skip : [])
      await this.click(box, `.//label[normalize-space()="${title(approval.skippable ?? [], key)}"]`);
  }

  private async prepare(step: Step, { on, document, subject, as }: NonNullable<Step['document']>): Promise<void> {
    const { module, id } = this.walk.thing(on);
    await this.open(this.pageOf(on, 'documents'));
    await this.page.locator(tool).click();
    await this.wait(dialog);
    const { documents } = await this.walk.get<{ documents: { key: string; title: { zh: string } }[] }>(
      step.actor,
      `/modules/${module}?record=${id}`,
    );
    const which = await this.wait('.ant-select:has(#prepare-document)');
    await this.hands.pick(which, documents.find(({ key }) => key === document)?.title.zh ?? document);
    if (subject !== undefined) {
      const about = await this.wait('.ant-select:has(#prepare-subject)');
      await this.hands.pick(about, await this.titleOf(subject));
    }
    await this.press(dialog, '制作并预览');
    await this.wait('iframe');
    await this.picture(step.key);
    const made = await this.walk.get<{ id: string; document: string }[]>(
      step.actor,
      `/records/${module}/${id}/documents`,
    );
    const paper = made.findLast((one) => one.document === document);
    assert.ok(paper, `${step.key}: no document`);
    this.walk.named.set(as, { module: 'document', id: paper.id });
  }

  private async issue(step: Step): Promise<void> {
    const { id } = this.walk.thing(step.issue?.document ?? '');
    const paper = await this.walk.get<{ record_id: string; module: string; title: string }>(
      step.actor,
      `/documents/${id}`,
    );
    await this.open(`/m/${paper.module}/${paper.record_id}?tab=documents`);
    await this.page.locator(`tr[data-row-key="${id}"] ::-p-xpath(.//button[normalize-space()="签发"])`).click();
    await this.press(dialog, '签发');
    await this.page.waitForSelector(`tr[data-row-key="${id}"] ::-p-text(已签发)`, { timeout: 20_000 });
    await this.picture(step.key);
  }

  private async confirm(step: Step): Promise<void> {
    await this.press('.action-dialog', '确定');
    await this.settled(step, `document.querySelector('.action-dialog') === null`);
  }

  /** Waits for what should come, and says what the page says where it does not. */
  private async settled(step: Step, reached: string): Promise<void> {
    const refused = `document.querySelector('${faults}') !== null`;
    await this.page.waitForFunction(`(${reached}) || (${refused})`);
    if (await this.page.evaluate(reached)) return;
    const said = await this.page.$$eval(faults, (found) => found.map((one) => one.textContent));
    assert.fail(`${step.key}: ${said.join('; ')}`);
  }

  private async hold({ key, actor, expect = {}, act, create }: Step): Promise<void> {
    const record = await this.walk.get<RecordJson>(actor, this.walk.path(act?.on ?? create?.as ?? ''));
    if (expect.state) assert.equal(record.state, expect.state, key);
    for (const [path, value] of Object.entries(expect.fields ?? {}))
      assert.deepEqual(getPath(record.data, path), value, `${key}: ${path}`);
  }

  private async wait(selector: string): Promise<Place> {
    const found = await this.page.waitForSelector(selector, { visible: true });
    assert.ok(found, selector);
    return found;
  }

  private async form(place: Place): Promise<Place> {
    const found = await place.waitForSelector('.formio-box[data-state="ready"]');
    assert.ok(found);
    return found;
  }

  private async click(place: Place, path: string): Promise<void> {
    const found = await place.waitForSelector(`::-p-xpath(${path})`);
    assert.ok(found, path);
    await found.click();
  }

  private async press(place: string, words: string): Promise<void> {
    await this.page.locator(`${place} ::-p-xpath(.//button[translate(normalize-space()," ","")="${words}"])`).click();
  }

  private resolved(data: object): Data {
    return JSON.parse(JSON.stringify(data), (_key, value: unknown) =>
      typeof value === 'string' && value.startsWith('@') ? this.walk.thing(value.slice(1)).id : value,
    ) as Data;
  }

  private async titleOf(name: string): Promise<string> {
    return (await this.walk.get<RecordJson>(this.actor, this.walk.path(name))).metadata.title;
  }

  private readonly lists = new Map<string, readonly CodeItem[]>();

  private async listOf(path: string): Promise<readonly CodeItem[]> {
    const known = this.lists.get(path);
    if (known) return known;
    const answer = await this.walk.get<{ items: CodeItem[] } | CodeItem[]>(this.actor, path);
    const items = Array.isArray(answer) ? answer : answer.items;
    this.lists.set(path, items);
    return items;
  }

  private async labelOf(component: object, value: string): Promise<string> {
    const { type, meta } = component as { type: string; meta?: { codes?: string } };
    const named = async (path: string) =>
      (await this.walk.get<{ id: string; name: string }[]>(this.actor, path)).find(({ id }) => id === value)?.name;
    const coded = async (path: string) => (await this.listOf(path)).find(({ code }) => code === value)?.title.zh;
    if (type === 'user') return (await named('/users?organization=99010000')) ?? value;
    if (type === 'organization') return (await named('/organizations')) ?? value;
    if (type === 'region') return (await coded('/regions')) ?? value;
    if (type === 'record') {
      const thing = [...this.walk.named.entries()].find(([, { id }]) => id === value);
      return thing ? await this.titleOf(thing[0]) : value;
    }
    return isObject(meta) && meta.codes !== undefined ? ((await coded(`/codes/${meta.codes}`)) ?? value) : value;
  }
}
