import assert from 'node:assert/strict';
import type { ElementHandle, Page } from 'puppeteer';
import { isObject } from '#engine/json.ts';

interface Component {
  readonly type: string;
  readonly key: string;
  readonly enableTime?: boolean;
  readonly components?: readonly Component[];
  readonly columns?: readonly { readonly components: readonly Component[] }[];
}
type Data = Readonly<Record<string, unknown>>;
type Place = ElementHandle;
type Find = () => Promise<Place>;

/** What a test needs of an input in the page. */
interface Input {
  value: string;
  readonly checked: boolean;
  readonly readOnly: boolean;
  focus(): void;
  blur(): void;
  dispatchEvent(event: Event): boolean;
}

/** What a person reads in a list for a stored value. */
export type LabelOf = (component: object, value: string) => Promise<string>;

const grids = new Set(['datagrid', 'editgrid']);

const inner = (component: Component): readonly Component[] => [
  ...(component.components ?? []),
  ...(component.columns ?? []).flatMap(({ components }) => components),
];

/** Types, chooses and ticks what a form of a definition asks for, in the order it asks. */
export class FormHands {
  readonly page: Page;
  readonly labelOf: LabelOf;

  constructor(page: Page, labelOf: LabelOf) {
    this.page = page;
    this.labelOf = labelOf;
  }

  async fill(place: Place, components: readonly object[], data: Data): Promise<void> {
    await this.fillIn(async () => place, components as readonly Component[], data);
  }

  private async fillIn(place: Find, components: readonly Component[], data: Data): Promise<void> {
    for (const component of components) {
      const value = data[component.key];
      const parts = inner(component);
      if (grids.has(component.type)) await this.fillGrid(place, component, value);
      else if (parts.length > 0) await this.fillIn(place, parts, isObject(value) ? (value as Data) : data);
      else if (value !== undefined && value !== false)
        await this.set(await this.field(place, component.key), component, value);
    }
  }

  /** Looked for from its place on each time: a grid is drawn anew when a choice in it shows or hides columns. */
  private async field(place: Find, key: string): Promise<Place> {
    const shown = `.formio-component-${key}:not(.formio-hidden)`;
    let found: Place | null = null;
    await this.until(async () => {
      found = await (await place()).$(shown);
      return found !== null;
    }, `field ${key} in the form`);
    assert.ok(found);
    return found;
  }

  /** Rows are looked up again each time: a grid is drawn anew when it grows. */
  private async fillGrid(place: Find, component: Component, value: unknown): Promise<void> {
    if (!Array.isArray(value) || value.length === 0) return;
    const { key } = component;
    const rows = async () => await (await this.field(place, key)).$$(`[ref="datagrid-${key}-row"]`);
    for (let count = (await rows()).length; count < value.length; count += 1) {
      await (await (await this.field(place, key)).$(`[ref="datagrid-${key}-addRow"]`))?.click();
      await this.until(async () => (await rows()).length > count, `another row of ${key}`);
    }
    for (let count = (await rows()).length; count > value.length; count -= 1) {
      const away = await (await rows())[count - 1]?.$('[ref$="removeRow"]');
      await away?.click();
      await this.until(async () => (await rows()).length < count, `fewer rows of ${key}`);
    }
    for (const [index, item] of value.entries()) {
      const row = async () => {
        const found = (await rows())[index];
        assert.ok(found, `row ${index} of ${key}`);
        return found;
      };
      await this.fillIn(row, inner(component), item as Data);
      await this.mend(row, inner(component), item as Data);
    }
  }

  /** A choice shows and hides cells a moment later, and what was typed into them meanwhile is typed again. */
  private async mend(row: Find, cells: readonly Component[], item: Data): Promise<void> {
    await this.page.evaluate('new Promise((done) => setTimeout(done, 150))');
    for (const cell of cells) {
      const value = item[cell.key];
      if (typeof value !== 'string' && typeof value !== 'number') continue;
      const field = await this.field(row, cell.key);
      const input = (await field.$('.ant-select')) ? null : await field.$('input, textarea');
      const stands = await input?.evaluate((one) => (one as unknown as Input).value);
      if (stands === '') await this.set(await this.field(row, cell.key), cell, value);
    }
  }

  private async until(reached: () => Promise<boolean>, what: string): Promise<void> {
    for (const end = Date.now() + 10_000; Date.now() < end; ) {
      if (await reached()) return;
      await this.page.evaluate('new Promise((done) => requestAnimationFrame(done))');
    }
    assert.fail(`no ${what}`);
  }

  private async set(field: Place, component: Component, value: unknown): Promise<void> {
    const select = await field.$('.ant-select');
    if (select) return await this.choose(select, component, Array.isArray(value) ? value : [value]);
    if (value === true) {
      const box = await field.$('input[type="checkbox"]');
      if (box && !(await box.evaluate((one) => (one as unknown as Input).checked))) await box.click();
      return;
    }
    const input = await field.$('input, textarea');
    assert.ok(input, `${component.key} has nothing to type into`);
    await this.type(input, component, value);
  }

  private async type(input: Place, component: Component, value: unknown): Promise<void> {
    await input.evaluate(
      (element, text) => {
        const one = element as unknown as Input;
        one.focus();
        // Through the setter of the browser, so that the page hears of it as of typing.
        Object.getOwnPropertyDescriptor(Object.getPrototypeOf(one), 'value')?.set?.call(one, text);
        one.dispatchEvent(new Event('input', { bubbles: true }));
        one.dispatchEvent(new Event('change', { bubbles: true }));
        one.blur();
      },
      typed(component, value),
    );
    if (component.type === 'datetime') await this.closed();
  }

  /** A list or calendar that is still closing would take the click that is meant for what lies below it; one of several stays open until a click beside it. */
  private async closed(): Promise<void> {
    const open = ['ant-select-dropdown', 'ant-picker-dropdown'].map((name) => `.${name}:not(.${name}-hidden)`).join();
    const beside = (await this.page.$('.ant-modal-title')) ?? (await this.page.$('h1'));
    await this.until(async () => {
      if ((await this.page.$(open)) === null) return true;
      await beside?.click();
      return false;
    }, 'end of what is open');
  }

  /** Opens a list, looks for each label and takes it. */
  async choose(select: Place, component: object, values: readonly unknown[]): Promise<void> {
    const labels = await Promise.all(values.map((value) => this.labelOf(component, String(value))));
    const chosen = await this.leave(select, labels);
    for (const label of labels) if (!chosen.some((one) => isLabel(one, label))) await this.pick(select, label);
    await (await select.$('input'))?.evaluate((one) => (one as unknown as Input).blur());
    await this.closed();
  }

  /** Takes out of a list of several what is not wanted; what stays chosen. */
  private async leave(select: Place, wanted: readonly string[]): Promise<readonly string[]> {
    const items = await select.$$('.ant-select-selection-item');
    const stay: string[] = [];
    for (const item of items.toReversed()) {
      const label = await item.evaluate((one) => (one.getAttribute('title') ?? one.textContent ?? '').trim());
      const away = await item.$('.ant-select-selection-item-remove');
      if (away === null || wanted.some((one) => isLabel(label, one))) stay.push(label);
      else await away.click();
    }
    return stay;
  }

  /** A list that closes by itself, as one in a dialog that is still opening, is opened again. */
  async pick(select: Place, label: string): Promise<void> {
    for (let tries = 0; tries < 3; tries += 1) {
      const list = await this.lookFor(select, label);
      const taken = await this.page
        .locator(offered(label, list))
        .setTimeout(tries === 0 ? 2500 : 6000)
        .click()
        .then(
          () => true,
          () => false,
        );
      if (taken) return;
    }
    assert.fail(`the list offers no ${label}`);
  }

  /** Types what is looked for; the id of the list that answers, where it has one. */
  private async lookFor(select: Place, label: string): Promise<string> {
    const input = await select.$('input');
    assert.ok(input, 'a list has an input');
    const state = await input.evaluate((one) => ({
      open: one.getAttribute('aria-expanded') === 'true',
      fixed: (one as unknown as Input).readOnly,
      typed: (one as unknown as Input).value,
    }));
    if (!state.open) await select.click();
    if (!state.fixed && state.typed !== label) await this.page.keyboard.sendCharacter(label);
    return await input.evaluate((one) => {
      const id = one.getAttribute('aria-controls') ?? '';
      return one.ownerDocument.getElementById(id) === null ? '' : id;
    });
  }
}

/** A label may have its code behind it. */
const isLabel = (shown: string, label: string): boolean => shown === label || shown.startsWith(`${label} (`);

const offered = (label: string, list: string): string => {
  const shown = 'contains(@class,"ant-select-dropdown") and not(contains(@class,"ant-select-dropdown-hidden"))';
  const own = list === '' ? '' : `[.//*[@id="${list}"]]`;
  const option = 'contains(@class,"ant-select-item-option") or contains(@class,"ant-select-tree-title")';
  const named = `normalize-space()="${label}" or starts-with(normalize-space(), "${label} (")`;
  return `::-p-xpath(//div[${shown}]${own}//*[(${option}) and (${named})])`;
};

/** Yuan for fen, the wall clock for an instant. */
const typed = ({ type, enableTime }: Component, value: unknown): string => {
  if (type === 'money') return String(Number(value) / 100);
  if (type !== 'datetime' || enableTime === false) return String(value);
  return new Date(Date.parse(String(value)) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
};
