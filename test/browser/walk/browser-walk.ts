import assert from 'node:assert/strict';
import type { ElementHandle } from 'puppeteer';
import { getPath } from '#engine/json.ts';
import type { Step } from '../../support/jiangzhou/walk.ts';
import { ApprovalHands, type ApprovalJson, verdictKeys } from './approval-hands.ts';
import { ScreenFigures } from './screen-figures.ts';
import type { WalkDesk } from './walk-desk.ts';

interface Described {
  readonly title: { readonly zh: string };
  readonly createForm: string;
  readonly editable?: readonly string[];
  readonly forms: Readonly<Record<string, { readonly components: readonly object[] }>>;
  readonly documents: readonly {
    readonly key: string;
    readonly title: { readonly zh: string };
    readonly form: string | null;
  }[];
}
interface ActionJson {
  readonly key: string;
  readonly title: { readonly zh: string };
  readonly form?: string;
  readonly approval?: ApprovalJson | null;
}
interface RecordJson {
  readonly state: string;
  readonly data: object;
  readonly metadata: { readonly title: string; readonly stateTitle: { readonly zh: string } };
}
type Data = Readonly<Record<string, unknown>>;
type Place = ElementHandle;

const dialog = '.ant-modal-wrap:not([style*="display: none"]) .ant-modal';
const tool = '[role="tabpanel"]:not([hidden]) .tab-tool';
/** Why a result cannot be given stands beside the results, before anybody asked. */
const beside = '.approval-fields *';
const faults = `.issue-list li:not(${beside}), .ant-alert-error:not(${beside}), .ant-message-error, .ant-form-item-explain-error`;
const warning = '.ant-modal-confirm .ant-btn-primary';

/** Does the steps of an example through the pages, each as its person at its moment. */
export class BrowserWalk {
  readonly desk: WalkDesk;
  readonly figures: ScreenFigures;
  private readonly approvals: ApprovalHands;

  constructor(desk: WalkDesk) {
    this.desk = desk;
    this.figures = new ScreenFigures(desk);
    this.approvals = new ApprovalHands(desk);
  }

  async play(step: Step): Promise<void> {
    await this.tryIt(step).catch(async (error: unknown) => {
      await this.desk.picture(`${step.key}-failed`);
      throw error;
    });
  }

  private async tryIt(step: Step): Promise<void> {
    await this.desk.become(step.actor, step.at);
    if (step.create) await this.create(step, step.create);
    else if (step.act) await this.act(step, step.act);
    else if (step.save) await this.save(step, step.save);
    else if (step.document) await this.prepare(step, step.document);
    else if (step.issue) return await this.issue(step, step.issue.document);
    else if (step.look) await this.lookAt(step, step.look.on);
    else if (step.bind) return await this.bind(step, step.bind.on);
    else return await this.find(step);
    if (!step.document) await this.hold(step);
  }

  private async described(module: string, id?: string): Promise<Described> {
    const path = `/modules/${module}${id === undefined ? '' : `?record=${id}`}`;
    return await this.desk.walk.get<Described>(this.desk.actor, path);
  }

  private async create(step: Step, { module, data, parent, as }: NonNullable<Step['create']>): Promise<void> {
    const { page, screens } = this.desk;
    await this.blank(module, parent);
    await this.fillNew(module, data);
    await this.desk.picture(`${step.key}-form`);
    const saved = `location.pathname === '/' || /^\\/m\\/${module}\\/[0-9a-z]{26}$/.test(location.pathname)`;
    await screens.time(`${module}: 保存`, async () => {
      await this.press('main', '保存');
      await this.reached(step, saved);
    });
    const id = new URL(page.url()).pathname.split('/')[3];
    // What its author may not read has no page.
    if (as !== undefined && id !== undefined) this.desk.walk.named.set(as, { module, id });
    if (id !== undefined) await this.wait('.action-bar');
    await this.desk.picture(step.key);
  }

  /** The empty form of a new record, from its parent where it has one. */
  async blank(module: string, parent: string | undefined): Promise<void> {
    const { desk } = this;
    if (parent === undefined) return await desk.open(`/m/${module}/new`, `${module}: 新增`);
    await desk.open(desk.pageOf(parent, `child-${module}`), `${desk.walk.thing(parent).module}: ${module}`);
    await desk.screens.time(`${module}: 新增`, () => desk.page.locator(tool).click());
  }

  async fillNew(module: string, data: object): Promise<void> {
    const described = await this.described(module);
    const form = await this.form(await this.wait('main'));
    await this.desk.hands.fill(form, described.forms[described.createForm]?.components ?? [], this.resolved(data));
  }

  private async act(step: Step, { on, action, data }: NonNullable<Step['act']>): Promise<void> {
    const { desk } = this;
    const box = await this.begin(step, on, action, data);
    await desk.picture(`${step.key}-dialog`);
    await desk.screens.time(`${desk.walk.thing(on).module}.${action}: 确定`, async () => {
      await this.press('.action-dialog', '确定');
      await this.reached(step, `document.querySelector('.action-dialog') === null`);
    });
    await box.dispose();
    await desk.picture(step.key);
    // What is warned of is read and put away.
    if ((await desk.page.$(warning)) === null) return;
    await desk.page.locator(warning).click();
    await desk.page.waitForSelector(warning, { hidden: true });
  }

  /** Opens an action's dialog and fills it in. */
  async begin({ actor }: Step, on: string, action: string, data: object): Promise<Place> {
    const { desk } = this;
    const { module, id } = desk.walk.thing(on);
    await desk.open(desk.pageOf(on), module);
    const actions = await desk.walk.get<ActionJson[]>(actor, `/records/${module}/${id}/actions`);
    const offered = actions.find(({ key }) => key === action);
    const button = `[data-action="${action}"]:not([aria-disabled="true"])`;
    await desk.screens.time(`${module}.${action}`, () => desk.page.locator(button).click());
    const box = await this.wait('.action-dialog');
    if (offered?.form !== undefined) {
      const described = await this.described(module, id);
      const fields = Object.entries(this.resolved(data)).filter(([key]) => !offered.approval || !verdictKeys.has(key));
      if ((data as Data).result !== 'return') {
        const form = await this.form(box);
        await desk.hands.fill(form, described.forms[offered.form]?.components ?? [], Object.fromEntries(fields));
      }
    }
    if (offered?.approval) await this.approvals.judge(box, offered.approval, data as Data);
    return box;
  }

  private async save(step: Step, { on, form: key, data }: NonNullable<Step['save']>): Promise<void> {
    const { desk } = this;
    const { module, id } = desk.walk.thing(on);
    await desk.open(desk.pageOf(on), module);
    const described = await this.described(module, id);
    const form = await this.form(await this.wait('.edit-form'));
    await desk.hands.fill(form, described.forms[key]?.components ?? [], this.resolved(data));
    await desk.picture(`${step.key}-form`);
    await desk.screens.time(`${module}: 保存`, async () => {
      await this.press('.edit-form', '保存');
      await this.reached(step, `document.querySelector('.edit-form .edit-head button')?.disabled === true`);
    });
  }

  private async prepare(step: Step, { on, document, subject, data, as }: NonNullable<Step['document']>): Promise<void> {
    const { desk } = this;
    const { module, id } = desk.walk.thing(on);
    await desk.open(desk.pageOf(on, 'documents'), `${module}: 文书`);
    await desk.screens.time(`${module}: 制作文书`, () => desk.page.locator(tool).click());
    const box = await this.wait(dialog);
    const described = await this.described(module, id);
    const wanted = described.documents.find(({ key }) => key === document);
    await desk.hands.pick(await this.wait('.ant-select:has(#prepare-document)'), wanted?.title.zh ?? document);
    if (subject !== undefined)
      await desk.hands.pick(await this.wait('.ant-select:has(#prepare-subject)'), await desk.choiceOf(on, subject));
    if (wanted?.form && data)
      await desk.hands.fill(await this.form(box), described.forms[wanted.form]?.components ?? [], this.resolved(data));
    await desk.picture(`${step.key}-dialog`);
    await desk.screens.time(`${document}: 制作并预览`, async () => {
      await this.press(dialog, '制作并预览');
      await this.wait('iframe');
    });
    await desk.picture(step.key);
    await desk.page.locator('.pdf-dialog .ant-modal-close').click();
    await desk.page.waitForSelector('.pdf-dialog', { hidden: true });
    const made = await desk.walk.get<{ id: string; document: string }[]>(
      step.actor,
      `/records/${module}/${id}/documents`,
    );
    const paper = made.findLast((one) => one.document === document);
    assert.ok(paper, `${step.key}: no document`);
    desk.walk.named.set(as, { module: 'document', id: paper.id });
  }

  private async issue(step: Step, document: string): Promise<void> {
    const { desk } = this;
    const { id } = desk.walk.thing(document);
    const paper = await desk.walk.get<{ record_id: string; module: string }>(step.actor, `/documents/${id}`);
    await desk.open(`/m/${paper.module}/${paper.record_id}?tab=documents`, `${paper.module}: 文书`);
    const row = `tr[data-row-key="${id}"]`;
    await desk.page.locator(`${row} ::-p-xpath(.//button[normalize-space()="签发"])`).click();
    await this.press(dialog, '签发');
    await desk.page.waitForSelector(`${row} ::-p-text(已签发)`, { timeout: 30_000 });
    await desk.picture(step.key);
    await this.figures.holdPaper(step, id);
  }

  /** The volume is bound anew after its last paper. */
  private async bind(step: Step, on: string): Promise<void> {
    const { desk } = this;
    await desk.open(desk.pageOf(on, 'dossiers'), `${desk.walk.thing(on).module}: 案卷`);
    await desk.page.locator('button[aria-label="立卷 正卷"]').click();
    await desk.walk.system.jobs.drain();
    await desk.page.waitForSelector('.volume ::-p-text(已装订)', { timeout: 60_000 });
    await desk.picture(step.key);
  }

  /** Time has passed: what waited for it is done, and its page is opened. */
  private async lookAt({ key }: Step, on: string): Promise<void> {
    await this.desk.walk.system.jobs.drain();
    await this.desk.open(this.desk.pageOf(on), this.desk.walk.thing(on).module);
    await this.desk.picture(key);
  }

  /** The child stands in the list below its parent. */
  private async find(step: Step): Promise<void> {
    await this.desk.walk.play(step);
    if (!step.find) return;
    const { module, parent, as } = step.find;
    await this.desk.open(
      this.desk.pageOf(parent, `child-${module}`),
      `${this.desk.walk.thing(parent).module}: ${module}`,
    );
    await this.wait(`[role="tabpanel"]:not([hidden]) a[href="${this.desk.pageOf(as)}"]`);
    await this.desk.picture(step.key);
  }

  /** Waits for what should come, and says what the page says where it does not. */
  private async reached(step: Step, wanted: string): Promise<void> {
    const said = await this.refusal(wanted);
    assert.equal(said, undefined, `${step.key}: ${said}`);
  }

  /** What the page refuses, or undefined where it comes to what is wanted. */
  async refusal(wanted: string): Promise<string | undefined> {
    const { page } = this.desk;
    const refused = `document.querySelector('${faults}') !== null`;
    await page.waitForFunction(`(${wanted}) || (${refused})`);
    if (await page.evaluate(wanted)) return undefined;
    return (await page.$$eval(faults, (found) => found.map((one) => one.textContent))).join('; ');
  }

  private async hold(step: Step): Promise<void> {
    const { desk } = this;
    const { key, actor, expect = {}, act, create, save, look } = step;
    const name = act?.on ?? save?.on ?? look?.on ?? create?.as ?? '';
    if (!desk.walk.named.has(name)) return;
    const record = await desk.walk.get<RecordJson>(actor, desk.walk.path(name));
    if (expect.state) assert.equal(record.state, expect.state, key);
    for (const [path, value] of Object.entries(expect.fields ?? {}))
      assert.deepEqual(getPath(record.data, path), value, `${key}: ${path}`);
    const { zh } = record.metadata.stateTitle;
    await desk.page.waitForSelector(`::-p-xpath(//*[@class="record-title"]//*[normalize-space()="${zh}"])`);
    await this.figures.hold(step);
  }

  private async wait(selector: string): Promise<Place> {
    const found = await this.desk.page.waitForSelector(selector, { visible: true });
    assert.ok(found, selector);
    return found;
  }

  private async form(place: Place): Promise<Place> {
    const found = await place.waitForSelector('.formio-box[data-state="ready"]');
    assert.ok(found);
    return found;
  }

  async press(place: string, words: string): Promise<void> {
    const button = `.//button[not(@disabled) and translate(normalize-space()," ","")="${words}"]`;
    await this.desk.page.locator(`${place} ::-p-xpath(${button})`).click();
  }

  resolved(data: object): Data {
    return JSON.parse(JSON.stringify(data), (_key, value: unknown) =>
      typeof value === 'string' && value.startsWith('@') ? this.desk.walk.thing(value.slice(1)).id : value,
    ) as Data;
  }
}
