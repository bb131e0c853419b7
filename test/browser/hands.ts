import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import axe from 'axe-core';
import type { ElementHandle, Page } from 'puppeteer';

/** As much of a page's own types as the functions run in it use: tests are compiled without a browser's. */
export interface PageElement {
  readonly textContent: string | null;
  readonly innerText: string;
  readonly clientWidth: number;
  readonly scrollWidth: number;
  readonly naturalWidth?: number;
  value: string;
  click(): void;
  scrollIntoView(where: { block: 'center' }): void;
  closest(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
}

declare const document: {
  readonly documentElement: PageElement;
  readonly body: PageElement;
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
};

interface Violation {
  readonly impact: string;
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

/** How many requests the page waits for, and since when it has been quiet. */
interface Asking {
  asking: { open: number; since: number };
}

/** Run in every page before its own scripts. Counted in the page: what a page leaves behind does not concern the next. */
const countRequests = (): void => {
  const page = globalThis as unknown as Asking;
  const ask = globalThis.fetch;
  page.asking = { open: 0, since: performance.now() };
  globalThis.fetch = async (...request) => {
    page.asking.open += 1;
    try {
      return await ask(...request);
    } finally {
      page.asking.open -= 1;
      page.asking.since = performance.now();
    }
  };
};

/** What a person does with the pages, by the words he reads. */
export class Hands {
  readonly #page: Page;
  readonly #url: string;

  private constructor(page: Page, url: string) {
    this.#page = page;
    this.#url = url;
  }

  static async on(page: Page, url: string): Promise<Hands> {
    await page.evaluateOnNewDocument(countRequests);
    return new Hands(page, url);
  }

  async open(path: string): Promise<void> {
    await this.#page.goto(`${this.#url}${path}`);
    await this.quiet();
  }

  /** Waits until nothing has been asked of the server, and nothing was being drawn, for a moment. */
  async quiet(): Promise<void> {
    await this.#page.waitForFunction(
      (moment) => {
        const { asking } = globalThis as unknown as Asking;
        const drawing = document.querySelector('[data-state="loading"], .loading, .ant-spin-spinning') !== null;
        if (asking.open > 0 || drawing) asking.since = performance.now();
        return performance.now() - asking.since > moment;
      },
      {},
      300,
    );
  }

  /** Waits until the words stand visibly on the page. */
  sees(words: string): Promise<unknown> {
    // biome-ignore lint/performance/useDomNodeTextContent: only what is visible counts
    return this.#page.waitForFunction((text) => document.body.innerText.includes(text), {}, words);
  }

  /** Presses a button as soon as it can be pressed: one that waits for what was typed takes no click. */
  async press(words: string): Promise<void> {
    const button = await this.#page.waitForSelector(
      `::-p-xpath(//button[not(@disabled) and not(ancestor::*[@hidden]) and normalize-space()="${words}"] | //a[normalize-space()="${words}"])`,
    );
    assert.ok(button, `no button ${words}`);
    await button.evaluate((element) => (element as unknown as PageElement).click());
  }

  /** The box of a form's field by the beginning of its label. */
  async #field(label: string): Promise<ElementHandle> {
    const found = await this.#page.waitForFunction(
      (words) => {
        const textOf = (one: PageElement) => (one.textContent ?? '').replaceAll(/[*\s]/g, '');
        // A dialog stands in front of everything else.
        const dialog = [...document.querySelectorAll('.ant-modal .formio-box')].at(-1);
        const labels = [...(dialog?.querySelectorAll('label') ?? document.querySelectorAll('.formio-box label'))];
        const exact = labels.filter((one) => textOf(one) === words);
        const found = exact.length > 0 ? exact : labels.filter((one) => textOf(one).startsWith(words));
        return found[0]?.closest('.formio-component');
      },
      {},
      label,
    );
    return found as unknown as ElementHandle;
  }

  /** Types into a field, over what is there. */
  async type(label: string, words: string): Promise<void> {
    const field = await this.#field(label);
    const input = await field.$('input, textarea');
    assert.ok(input, `no input in ${label}`);
    await input.evaluate((element) => (element as unknown as PageElement).scrollIntoView({ block: 'center' }));
    await input.click({ count: 3 });
    await input.type(words);
  }

  valueOf(label: string): Promise<string> {
    return this.#field(label).then((field) =>
      field.$eval('input, textarea', (input) => (input as unknown as PageElement).value),
    );
  }

  /** Types a date; leaving the field takes it. */
  async date(label: string, value: string): Promise<void> {
    await this.type(label, value);
    await this.#page.keyboard.press('Tab');
  }

  /** Chooses from a list or a tree by typing the label and pressing Enter or clicking it. */
  async pick(label: string, option: string): Promise<void> {
    const field = await this.#field(label);
    const select = await field.$('.ant-select');
    assert.ok(select, `nothing to choose in ${label}`);
    await select.scrollIntoView();
    await select.click();
    await this.#page.keyboard.type(option);
    const item = await this.#page.waitForFunction(
      (words) => {
        const open = [...document.querySelectorAll('.ant-select-dropdown:not(.ant-select-dropdown-hidden)')].at(-1);
        const items = open?.querySelectorAll('.ant-select-item-option, .ant-select-tree-node-content-wrapper') ?? [];
        return [...items].find((one) => (one.textContent ?? '').trim() === words);
      },
      {},
      option,
    );
    await (item as unknown as ElementHandle).evaluate((element) => (element as unknown as PageElement).click());
    await this.#page.keyboard.press('Tab');
    await sleep(150);
  }

  /** The serious faults axe finds on the page as it stands. */
  async barriers(): Promise<string[]> {
    // Evaluated, not added to the page: its content security policy refuses a foreign script.
    await this.#page.evaluate(axe.source);
    const found = (await this.#page.evaluate(async () => {
      const { axe } = globalThis as unknown as { axe: { run(place: unknown): Promise<{ violations: unknown }> } };
      return (await axe.run(document)).violations;
    })) as Violation[];
    return found
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  }

  /** How far the page is wider than its window. */
  overhang(): Promise<number> {
    return this.#page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  }
}
