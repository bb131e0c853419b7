import assert from 'node:assert/strict';
import type { Step } from '../../support/jiangzhou/walk.ts';
import { BrowserWalk } from '../walk/browser-walk.ts';
import type { WalkDesk } from '../walk/walk-desk.ts';

type Data = Readonly<Record<string, unknown>>;

const agreed = { result: 'agree', opinion: '同意。' } as const;
const confirm = '.action-dialog .ant-modal-footer .ant-btn-primary';

/** The office's one screen on one day: people sit down at it one after another and do what waits for them. */
export class DayDesk {
  readonly desk: WalkDesk;
  readonly walk: BrowserWalk;
  private now: number;

  constructor(desk: WalkDesk, begins: string) {
    this.desk = desk;
    this.walk = new BrowserWalk(desk);
    this.now = Date.parse(begins);
  }

  /** Two minutes later than what was done last. */
  private next(): string {
    this.now += 120_000;
    return new Date(this.now).toISOString();
  }

  get today(): string {
    return new Date(this.now + 8 * 3_600_000).toISOString().slice(0, 10);
  }

  get moment(): string {
    return new Date(this.now).toISOString();
  }

  private step(name: string, more: Partial<Step>): Step {
    return { key: name, at: this.next(), actor: this.desk.actor, ...more };
  }

  /** Somebody sits down and sees his workbench. */
  async sit(person: string, name: string): Promise<void> {
    await this.desk.become(person, this.next());
    await this.show('/', `${name} 工作台`, `workbench-${person}`, true);
  }

  /** Opens a screen, takes its time and its picture; of the important ones the narrow one too. */
  async show(path: string, screen: string, name: string, narrow = false): Promise<void> {
    await this.desk.open(path, screen);
    await this.desk.picture(name);
    if (narrow) await this.desk.narrowPicture(name);
  }

  tab(thing: string, tab: string, name: string, narrow = false): Promise<void> {
    return this.show(this.desk.pageOf(thing, tab), `${this.desk.walk.thing(thing).module}: ${tab}`, name, narrow);
  }

  async create(name: string, module: string, data: Data, as: string, parent?: string): Promise<void> {
    await this.walk.play(this.step(name, { create: { module, data, as, ...(parent !== undefined && { parent }) } }));
  }

  async act(name: string, on: string, action: string, data: Data = {}, state?: string): Promise<void> {
    await this.walk.play(
      this.step(name, { act: { on, action, data }, ...(state !== undefined && { expect: { state } }) }),
    );
  }

  agree(name: string, on: string, action: string, more: Data = {}, state?: string): Promise<void> {
    return this.act(name, on, action, { ...agreed, ...more }, state);
  }

  async prepare(document: string, on: string, as: string, subject?: string): Promise<void> {
    const paper = { on, document, as, ...(subject !== undefined && { subject }) };
    await this.walk.play(this.step(`prepare-${as}`, { document: paper }));
  }

  /** The clerk gives a paper its number and seal; whoever worked before goes on afterwards. */
  async issue(as: string): Promise<void> {
    await this.walk.play(this.step(`issue-${as}`, { issue: { document: as }, expect: { state: 'issued' } }));
  }

  async version(thing: string): Promise<number> {
    const { walk, actor } = this.desk;
    return (await walk.get<{ version: number }>(actor, walk.path(thing))).version;
  }

  /** Opens an action's dialog and fills it in, and leaves it open. */
  async begin(on: string, action: string, data: Data = {}): Promise<void> {
    await this.walk.begin(this.step(action, {}), on, action, data);
  }

  /** The button of the open dialog, hit twice as fast as can be: done once. */
  async confirmTwice(thing: string): Promise<void> {
    const before = await this.version(thing);
    await this.desk.page.$eval(confirm, (button) => {
      (button as HTMLElement).click();
      (button as HTMLElement).click();
    });
    await this.desk.page.waitForFunction("document.querySelector('.action-dialog') === null");
    await this.desk.screens.settled();
    assert.equal(await this.version(thing), before + 1, 'a second click did it again');
  }

  /** The line is cut while the dialog is sent; what was filled in stays and is sent once the line is back. */
  async confirmCutOff(thing: string, name: string): Promise<void> {
    const { page, screens } = this.desk;
    const before = await this.version(thing);
    await page.setOfflineMode(true);
    await page.locator(confirm).click();
    await page.waitForSelector('.action-dialog ::-p-text(暂时连不上服务器)');
    await this.desk.picture(`${name}-offline`);
    await page.setOfflineMode(false);
    await page.locator(confirm).click();
    await page.waitForFunction("document.querySelector('.action-dialog') === null");
    await screens.settled();
    assert.equal(await this.version(thing), before + 1, 'what was sent again was done twice');
    await this.desk.picture(`${name}-back`);
  }

  /** Confirms what must be refused, reads why, and gives it up. */
  async confirmWrong(thing: string, name: string): Promise<void> {
    const { page, screens } = this.desk;
    const before = await this.version(thing);
    await page.locator(confirm).click();
    await page.waitForSelector('.action-dialog .issue-list li, .action-dialog .ant-form-item-explain-error');
    await screens.settled();
    await this.desk.picture(`${name}-wrong`);
    await this.desk.narrowPicture(`${name}-wrong`);
    await page.locator('.action-dialog .ant-modal-footer button:not(.ant-btn-primary)').click();
    await page.waitForFunction("document.querySelector('.action-dialog') === null");
    assert.equal(await this.version(thing), before, 'what was refused changed something');
  }
}
