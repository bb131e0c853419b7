import assert from 'node:assert/strict';
import type { ElementHandle } from 'puppeteer';
import type { WalkDesk } from './walk-desk.ts';

interface Choice {
  readonly key: string;
  readonly title?: { readonly zh: string };
}
export interface ApprovalJson {
  readonly results: readonly Choice[];
  readonly returnTo: readonly Choice[];
  readonly skippable?: readonly Choice[];
}

/** How the page calls results that the definitions leave without words. */
const usual = new Map([
  ['agree', '同意'],
  ['return', '退回'],
]);
/** What a verdict consists of; everything else is the step's form. */
export const verdictKeys: ReadonlySet<string> = new Set(['result', 'opinion', 'returnTo', 'skip']);

const titleOf = (list: readonly Choice[], key: unknown): string =>
  list.find((one) => one.key === key)?.title?.zh ?? usual.get(String(key)) ?? '';

/** Gives the verdict of an approval step: result, where it returns to, opinion, steps passed over. */
export class ApprovalHands {
  readonly desk: WalkDesk;

  constructor(desk: WalkDesk) {
    this.desk = desk;
  }

  async judge(box: ElementHandle, approval: ApprovalJson, data: Readonly<Record<string, unknown>>): Promise<void> {
    const { result, opinion, returnTo, skip } = data;
    if (result === undefined) return;
    await click(box, titleOf(approval.results, result));
    if (typeof returnTo === 'string') {
      const select = await box.waitForSelector('.ant-select:has(#approval-return)');
      assert.ok(select);
      await this.desk.hands.pick(select, titleOf(approval.returnTo, returnTo));
    }
    if (typeof opinion === 'string') await this.desk.page.locator('.action-dialog #approval-opinion').fill(opinion);
    for (const key of Array.isArray(skip) ? skip : []) await click(box, titleOf(approval.skippable ?? [], key));
  }
}

const click = async (box: ElementHandle, words: string): Promise<void> => {
  const found = await box.waitForSelector(`::-p-xpath(.//label[normalize-space()="${words}"])`);
  assert.ok(found, words);
  await found.click();
};
