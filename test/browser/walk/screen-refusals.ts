import assert from 'node:assert/strict';
import type { Step } from '../../support/jiangzhou/walk.ts';
import type { BrowserWalk } from './browser-walk.ts';

/** How a page keeps somebody from what must not be done. */
export type Kept = 'not offered' | 'said so' | 'not to be chosen';

interface Versioned {
  readonly version: number;
}

/** Tries through the pages what an example says is refused. */
export class ScreenRefusals {
  readonly walk: BrowserWalk;
  readonly kept: Record<Kept, number> = { 'not offered': 0, 'said so': 0, 'not to be chosen': 0 };

  constructor(walk: BrowserWalk) {
    this.walk = walk;
  }

  /** First over the wire, where the rule that refuses is known; then on the screen, and nothing may have changed. */
  async play(step: Step): Promise<void> {
    const { desk } = this.walk;
    await desk.walk.play(step);
    await desk.become(step.actor, step.at);
    const before = await this.version(step);
    const kept = await this.tryIt(step).catch(async (error: unknown) => {
      await desk.picture(`${step.key}-failed`);
      throw error;
    });
    this.kept[kept] += 1;
    await desk.picture(`${step.key}-refused`);
    assert.equal(await this.version(step), before, `${step.key} changed something`);
    // What was typed in vain is not offered again.
    await desk.page.evaluate(() => sessionStorage.clear());
    await desk.page.goto('about:blank');
  }

  private async version({ actor, act }: Step): Promise<number | undefined> {
    if (act === undefined) return undefined;
    const { walk } = this.walk.desk;
    const { status, body } = await walk.request<Versioned>(actor, 'GET', walk.path(act.on));
    return status === 200 ? body.version : undefined;
  }

  private async tryIt(step: Step): Promise<Kept> {
    if (step.create) return await this.create(step, step.create);
    assert.ok(step.act, `${step.key} is nothing a page knows`);
    const { on, action, data } = step.act;
    const { desk } = this.walk;
    await desk.open(desk.pageOf(on), desk.walk.thing(on).module);
    const offered = `[data-action="${action}"]:not([aria-disabled="true"])`;
    if ((await desk.page.$(offered)) === null) return 'not offered';
    const filled = await this.filled(() => this.walk.begin(step, on, action, data));
    if (!filled) return 'not to be chosen';
    await this.walk.press('.action-dialog', '确定');
    return await this.said(step, `document.querySelector('.action-dialog') === null`);
  }

  private async create(step: Step, { module, data, parent }: NonNullable<Step['create']>): Promise<Kept> {
    await this.walk.blank(module, parent);
    if (!(await this.filled(() => this.walk.fillNew(module, data)))) return 'not to be chosen';
    await this.walk.press('main', '保存');
    return await this.said(step, `location.pathname !== '/m/${module}/new'`);
  }

  private async said(step: Step, wanted: string): Promise<Kept> {
    const said = await this.walk.refusal(wanted);
    assert.ok(said, `${step.key} was not refused`);
    assert.match(said, /[\u4e00-\u9fff]/, `${step.key}: ${said}`);
    return 'said so';
  }

  /** False where a list offers no such thing: the page itself rules it out. */
  private async filled(fill: () => Promise<unknown>): Promise<boolean> {
    try {
      await fill();
      return true;
    } catch (error) {
      if (error instanceof Error && /the list offers no/.test(error.message)) return false;
      throw error;
    }
  }
}
