import assert from 'node:assert/strict';
import { visibleText } from '#engine/document/visible-text.ts';
import { amountInCapitals } from './amount-in-capitals.ts';
import { fontLines, rawTexts, type Word, wordsOn } from './print-support.ts';

export interface PaperStyle {
  /** Millimetres of paper left white at the left and at the right. */
  readonly left: number;
  readonly right: number;
}

/** The pages of each style; a blank line at the foot of a record is part of the page, not of the text. */
const styles: Readonly<Record<string, PaperStyle>> = {
  official: { left: 28, right: 26 },
  table: { left: 25, right: 20 },
  record: { left: 26, right: 20 },
};

const points = (millimetres: number): number => (millimetres * 72) / 25.4;
const plain = (text: string): string => text.normalize('NFC').replaceAll(/[\s\u3000\u00a0]/g, '');
const pageNumber = /第\d+页共\d+页/g;
const footLines =
  /(被询问人（签名或按指印）|询问人|当事人（签名或盖章）|检查人员|主持人|记录人|陈述申辩人（签名或按指印）|执法人员)：＿+(、＿+)?(见证人：＿+)?(记录人：＿+)?年月日/g;

/** The text of a page without what the page itself adds. */
const bodyOf = (text: string): string => plain(text).replaceAll(pageNumber, '').replaceAll(footLines, '');

/** What the page shows of the HTML; pictures are left out. */
const textOf = (html: string): string => plain(visibleText(html.replaceAll(/<svg[\s\S]*?<\/svg>/g, '')));

const headsOf = (html: string): string[] =>
  [...html.matchAll(/<thead>([\s\S]*?)<\/thead>/g)].map(([, head = '']) => plain(visibleText(head)));

const countOf = (text: string, part: string): number => text.split(part).length - 1;

const tally = (text: string): Map<string, number> => {
  const found = new Map<string, number>();
  for (const character of text) found.set(character, (found.get(character) ?? 0) + 1);
  return found;
};

/** Characters of one text that the other has not as often. */
const missingFrom = (wanted: string, given: string): string => {
  const left = tally(given);
  let missing = '';
  for (const character of wanted) {
    const count = left.get(character) ?? 0;
    if (count === 0) missing += character;
    else left.set(character, count - 1);
  }
  return missing;
};

const inside = (word: Word, { left, right }: PaperStyle): boolean =>
  word.left > points(left) - 3 && word.right < points(210 - right) + 3 && word.top > 0 && word.bottom < points(297);

const checkPages = (bytes: Uint8Array, texts: readonly string[], style: PaperStyle): void => {
  texts.forEach((text, index) => {
    assert.ok(plain(text).includes(`第${index + 1}页共${texts.length}页`), `page ${index + 1} has no total`);
    for (const word of wordsOn(bytes, index + 1))
      assert.ok(inside(word, style), `page ${index + 1}: ${word.text} at ${word.left}–${word.right} is outside`);
  });
};

const checkFonts = (bytes: Uint8Array): void => {
  for (const font of fontLines(bytes))
    assert.match(font, /^[A-Z]{6}\+Zhifa\S+\s+CID TrueType\s+Identity-H\s+yes yes yes/);
};

/** Repeated heads stand on every page that a table goes on to, and are no text of their own. */
const withoutRepeatedHeads = (bodies: readonly string[], heads: readonly string[]): string =>
  bodies
    .map((body, page) =>
      heads.reduce((rest, head) => {
        const before = countOf(bodies.slice(0, page).join(''), head);
        return page > 0 && before > 0 && rest.startsWith(head) ? rest.slice(head.length) : rest;
      }, body),
    )
    .join('');

const checkText = (html: string, bodies: readonly string[]): void => {
  const wanted = textOf(html);
  const printed = withoutRepeatedHeads(bodies, headsOf(html)).replaceAll('√', '');
  const marks = [...wanted].filter((character) => character === '√').length;
  const seal = [...html.matchAll(/<svg class="seal"[\s\S]*?<\/svg>/g)].map(([svg]) => plain(visibleText(svg))).join('');
  const lost = missingFrom(wanted.replaceAll('√', '') + seal, printed);
  const added = missingFrom(printed, wanted + seal);
  assert.equal(marks, 0);
  assert.equal(lost, '', 'characters that were not printed');
  assert.equal(added, '', 'characters that nobody wrote');
};

/** A value stands together on a page, or ends one and begins the next. */
const standsTogether = (value: string, bodies: readonly string[]): boolean =>
  bodies.some((body, page) => {
    if (body.includes(value)) return true;
    let length = value.length - 1;
    while (length > 0 && !body.includes(value.slice(0, length))) length -= 1;
    return length > 0 && page + 1 < bodies.length && standsTogether(value.slice(length), bodies.slice(page + 1));
  });

/** Nothing is torn apart or moved. */
const checkValues = (html: string, bodies: readonly string[], values: readonly string[]): void => {
  const wanted = textOf(html);
  for (const value of values.map(plain))
    if (value.length > 1 && wanted.includes(value)) assert.ok(standsTogether(value, bodies), `${value} is torn apart`);
};

const amount = /(\d+\.\d\d)元（大写：人民币([^）]+)）/g;
const checkAmounts = (bodies: readonly string[]): number => {
  const found = [...bodies.join('').matchAll(amount)];
  for (const [, figures = '', capitals = ''] of found)
    assert.equal(amountInCapitals(capitals), Math.round(Number(figures) * 100), capitals);
  return found.length;
};

const checkHeads = (html: string, bodies: readonly string[]): void => {
  for (const head of headsOf(html)) {
    const pages = bodies.flatMap((body, page) => (body.includes(head) ? [page] : []));
    const [first = 0] = pages;
    const last = pages.at(-1) ?? first;
    assert.ok(pages.length === last - first + 1, `the head ${head} is missing on a page between`);
  }
};

/** No page holds only who signs. */
const blocks = ['sign-off', 'handlers', 'members', 'receipt', 'copies'];
const checkSignature = (html: string, bodies: readonly string[]): void => {
  const last = bodies.at(-1) ?? '';
  if (bodies.length < 2) return;
  const tail = blocks.map((name) => {
    const at = html.indexOf(`class="${name}"`);
    return at < 0 ? '' : textOf(html.slice(html.lastIndexOf('<', at)));
  });
  const longest = tail.toSorted((a, b) => b.length - a.length)[0] ?? '';
  if (longest === '') return;
  const beside = missingFrom(
    last,
    longest + plain(visibleText(html.match(/<svg class="seal"[\s\S]*?<\/svg>/)?.[0] ?? '')),
  );
  assert.ok(beside.length > 0, `the last page holds no more than the signature: ${last}`);
};

export interface ExaminedPaper {
  readonly pages: number;
  readonly amounts: number;
}

/** Everything a printed page must keep, whatever it is filled with. @throws AssertionError */
export const examinePaper = (
  style: string,
  html: string,
  bytes: Uint8Array,
  values: readonly string[],
): ExaminedPaper => {
  const page = styles[style] ?? { left: 20, right: 20 };
  const texts = rawTexts(bytes);
  const bodies = texts.map(bodyOf);
  checkPages(bytes, texts, page);
  checkFonts(bytes);
  checkText(html, bodies);
  checkValues(html, bodies, values);
  checkHeads(html, bodies);
  checkSignature(html, bodies);
  return { pages: texts.length, amounts: checkAmounts(bodies) };
};
