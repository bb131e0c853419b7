import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { formatMoney } from '#engine/text/money.ts';
import words from '../../../runtime-ui/message/zh.json' with { type: 'json' };
import type { Step } from '../../support/jiangzhou/walk.ts';
import { localTime } from './local-time.ts';
import type { WalkDesk } from './walk-desk.ts';

interface Field {
  readonly field: string;
  readonly type: string;
  readonly title: { readonly zh: string } | null;
  readonly codes: string | null;
}
interface Shown {
  readonly label: string;
  readonly value: string;
}
interface Clock {
  readonly deadline: string;
  readonly title: { readonly zh: string };
}

const wordOf = (key: string): string => (words as Readonly<Record<string, string>>)[key] ?? key;

/** Everything a record's page says: labels with what stands beside them. */
const readPage = (): Shown[] => {
  const textOf = (one: Element | null) => (one?.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
  const said = [...document.querySelectorAll('.ant-descriptions-item-label, .summary dt')].map((label) => ({
    label: textOf(label).replace(/[:：]$/, ''),
    value: textOf(label.nextElementSibling),
  }));
  const typed = [...document.querySelectorAll('.formio-component')].flatMap((field) => {
    const label = field.querySelector(':scope > label');
    const input = field.querySelector('input, textarea') as HTMLInputElement | null;
    const chosen = [...field.querySelectorAll('.ant-select-selection-item, .ant-select-content')].map(textOf).join(' ');
    return label === null ? [] : [{ label: textOf(label), value: `${chosen} ${input?.value ?? ''}`.trim() }];
  });
  return [...said, ...typed];
};

/** A short word stands alone: 0 is not said by 103950.00. */
const says = (text: string, wanted: string): boolean => {
  const plain = text.replaceAll(/(?<=\d),(?=\d{3})/g, '');
  if (plain === wanted || plain.split(/[\s、，；]+/).includes(wanted)) return true;
  return wanted.length > 6 && plain.includes(wanted);
};

const pdfWords = (bytes: Buffer): string =>
  execFileSync('pdftotext', ['-raw', '-', '-'], { input: bytes }).toString().replaceAll(/\s/g, '');

/** Looks on the screen for what a worked example says must come of a step. */
export class ScreenFigures {
  readonly desk: WalkDesk;
  /** How many figures were found on a screen. */
  held = 0;
  /** Fields of the examples that no page shows: kept by the platform for lists and rules. */
  readonly unseen = new Set<string>();

  constructor(desk: WalkDesk) {
    this.desk = desk;
  }

  /** The page of the record of the step stands open. */
  async hold(step: Step): Promise<void> {
    const { expect = {}, key } = step;
    const name = step.act?.on ?? step.save?.on ?? step.look?.on ?? step.create?.as ?? '';
    if (expect.fields) await this.holdFields(key, name, expect.fields);
    if (expect.clocks ?? expect.lights) await this.holdClocks(step, name);
    for (const [module, count] of Object.entries(expect.children ?? {}))
      await this.holdChildren(key, name, module, count);
    for (const [kind, { servedAt }] of Object.entries(expect.documents ?? {}))
      await this.holdServed(key, name, kind, localTime(servedAt).slice(0, 10));
  }

  private async holdFields(key: string, name: string, fields: Readonly<Record<string, unknown>>): Promise<void> {
    const { page } = this.desk;
    await page.evaluate(() => {
      const closed = '[role="tabpanel"]:not([hidden]) .ant-collapse-header[aria-expanded="false"]';
      for (const head of document.querySelectorAll<HTMLElement>(closed)) head.click();
    });
    await this.desk.screens.settled();
    const shown = await page.evaluate(readPage);
    const { module, id } = this.desk.walk.thing(name);
    const described = await this.desk.walk.get<{ fields: Field[]; summary: Field[] }>(
      this.desk.actor,
      `/modules/${module}?record=${id}`,
    );
    for (const [path, value] of Object.entries(fields)) {
      const known = [...described.fields, ...described.summary].filter(({ field }) => field === path);
      const titles = new Set(known.map(({ title }) => title?.zh));
      const beside = shown.filter(({ label }) => titles.has(label));
      const wanted = await this.wordsOf(known[0], value);
      if (beside.length === 0) this.unseen.add(`${module}.${path}`);
      else {
        const said = `${key}: ${path} reads ${beside.map((one) => one.value).join(' | ')}, not ${wanted}`;
        assert.ok(
          beside.some((one) => says(one.value, wanted)),
          said,
        );
        this.held += 1;
      }
    }
  }

  private async wordsOf(field: Field | undefined, value: unknown): Promise<string> {
    const type = field?.type ?? 'text';
    if (type === 'money') return formatMoney(Number(value), 'plain');
    if (typeof value === 'boolean') return wordOf(value ? 'yes' : 'no');
    if (type === 'instant') return localTime(String(value));
    return await this.desk.labelOf(field ?? {}, String(value));
  }

  private async holdClocks({ key, expect = {} }: Step, name: string): Promise<void> {
    const { desk } = this;
    await desk.open(desk.pageOf(name, 'clocks'), `${desk.walk.thing(name).module}: 期限`);
    const clocks = await desk.walk.get<Clock[]>(desk.actor, `${desk.walk.path(name)}/clocks`);
    const cards = await desk.page.$$eval('.clocks .ant-card', (all) =>
      all.map((card) => ({
        title: card.querySelector('.ant-card-head-title')?.textContent ?? '',
        state: card.querySelector('.ant-card-extra')?.textContent ?? '',
        due: card.querySelector('.due')?.textContent ?? '',
        light: card.querySelector('.due')?.className ?? '',
      })),
    );
    const cardOf = (deadline: string) => {
      const index = clocks.findLastIndex((one) => one.deadline === deadline);
      const card = cards[index];
      assert.ok(card, `${key}: no card of ${deadline}`);
      assert.equal(card.title, clocks[index]?.title.zh, key);
      return card;
    };
    for (const [deadline, { due, state }] of Object.entries(expect.clocks ?? {})) {
      const card = cardOf(deadline);
      assert.ok(card.due.includes(due), `${key}: ${deadline} is due ${card.due}, not ${due}`);
      assert.equal(card.state, wordOf(`clock.state.${state}`), `${key}: ${deadline}`);
      this.held += 2;
    }
    for (const [deadline, light] of Object.entries(expect.lights ?? {})) {
      assert.ok(cardOf(deadline).light.includes(`light-${light}`), `${key}: the light of ${deadline}`);
      this.held += 1;
    }
    await desk.picture(`${key}-clocks`);
  }

  private async holdChildren(key: string, name: string, module: string, count: number): Promise<void> {
    const { desk } = this;
    await desk.open(desk.pageOf(name, `child-${module}`), `${desk.walk.thing(name).module}: ${module}`);
    const rows = await desk.page.$$eval('[role="tabpanel"]:not([hidden]) .ant-table-row', (all) => all.length);
    assert.equal(rows, count, `${key}: ${module}`);
    this.held += 1;
  }

  private async holdServed(key: string, name: string, kind: string, day: string): Promise<void> {
    const { desk } = this;
    const papers = await desk.walk.get<{ id: string; document: string }[]>(
      desk.actor,
      `${desk.walk.path(name)}/documents`,
    );
    const paper = papers.findLast(({ document }) => document === kind);
    await desk.open(desk.pageOf(name, 'documents'), `${desk.walk.thing(name).module}: 文书`);
    const row = await desk.page.$eval(`tr[data-row-key="${paper?.id}"]`, (one) => one.textContent ?? '');
    assert.ok(row.includes(day), `${key}: ${kind} served ${row}`);
    this.held += 1;
  }

  /** The row of an issued paper, and the words of the PDF that the page shows. */
  async holdPaper({ key, expect = {} }: Step, id: string): Promise<void> {
    const { page } = this.desk;
    const row = await page.$eval(`tr[data-row-key="${id}"]`, (one) => one.textContent ?? '');
    if (expect.number !== undefined) {
      assert.ok(row.includes(expect.number), `${key}: the row says ${row}, not ${expect.number}`);
      this.held += 1;
    }
    const base64 = await page.evaluate(async (address) => {
      const bytes = new Uint8Array(await (await fetch(address)).arrayBuffer());
      return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
    }, `/api/documents/${id}/pdf`);
    const said = pdfWords(Buffer.from(base64, 'base64'));
    for (const text of expect.text ?? []) {
      assert.ok(said.includes(text), `${key}: the paper does not say ${text}`);
      this.held += 1;
    }
  }
}
