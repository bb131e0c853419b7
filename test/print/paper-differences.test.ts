import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { paperFaults } from '#engine/document/page-faults.ts';
import { pageLayout } from '#engine/document/page-layout.ts';
import type { PaperDifference } from '#server/print/picture/picture-job.ts';
import { createPictures } from '#server/print/picture/pictures.ts';
import { needsBrowser, printer, renderSample, stylesFor } from './print-support.ts';

const pictures = createPictures();
after(() => pictures.close());

const kind = 'penalty-decision';
const html = await renderSample(kind);
const layout = pageLayout(stylesFor('official'));
assert.ok(layout);
const area = { top: layout.top, bottom: 841.9 - layout.bottom };

const print = async (changed: string): Promise<Uint8Array> => (await printer.pdf(changed)).bytes;
const compare = async (changed: string): Promise<PaperDifference> =>
  pictures.compare(await print(html), await print(changed), { pictures: false, area });

type Change = readonly [what: string, change: (html: string) => string];

const put = (from: string | RegExp, to: string) => (text: string) => {
  const made = text.replace(from, to);
  assert.ok(made !== text, `nothing to change at ${from}`);
  return made;
};

/** What somebody may do to a template or its style, by purpose or not. */
const changes: readonly Change[] = [
  ['a sentence put in', put('<div class="sign-off">', '<p>特此告知。</p><div class="sign-off">')],
  ['one character', put('六十日', '三十日')],
  ['a clause left out', put(/复议、诉讼期间[^<]*。/, '')],
  ['a value lost', put(/(当事人：<span class="fill">)[^<]*/, '$1')],
  ['the amount in capitals lost', put(/（大写：人民币[^）]*）/, '')],
  ['two paragraphs changed over', put(/(<p>经查明：<\/p>)\s*(<p>[^<]*<\/p>)/, '$2$1')],
  ['another heading', put('class="doc-title">行政处罚决定书', 'class="doc-title">行政处理决定书')],
  ['the seal lost', put(/<svg class="seal"[\s\S]*?<\/svg>/, '')],
  ['the lines below values lost', put('.fill { border-bottom: 0.6pt solid #000;', '.fill {')],
  ['narrower margins', put('37mm 26mm 35mm 28mm', '37mm 20mm 35mm 28mm')],
  ['a lower head', put('37mm 26mm 35mm 28mm', '40mm 26mm 35mm 28mm')],
  ['smaller text', put('body { font-size: 16pt', 'body { font-size: 15pt')],
  ['lines further apart', put('line-height: calc(225mm / 22); letter', 'line-height: calc(225mm / 20); letter')],
  ['letters further apart', put('letter-spacing: calc((155.8mm - 28 * 16pt) / 28)', 'letter-spacing: 0.5pt')],
  ['another face', put('font-family: var(--font-body-fangsong)', 'font-family: var(--font-kai)')],
  ['grey text', put('color: #000;', 'color: #555;')],
  ['no indents', put(/p \{ text-indent: 2em;[^}]*\}/, 'p { text-indent: 0; }')],
  ['not justified', put('text-align: justify; widows', 'text-align: left; widows')],
  ['another foot', put('"第 " counter(page) " 页', '"第" counter(page) "页')],
  ['a page broken', put('<p>本局认为：</p>', '<p class="page-break">本局认为：</p>')],
];

describe('two prints of a paper', needsBrowser, () => {
  it('are alike to the last pixel when nothing was changed', async () => {
    for (const again of [html, await renderSample(kind)]) {
      const { pages, words } = await compare(again);
      assert.deepEqual(words, []);
      assert.ok(pages.every(({ changed, before, after: now }) => !changed && before && now?.marks.length === 0));
    }
  });

  for (const [what, change] of changes)
    it(`show ${what}`, async () => {
      const { pages } = await compare(change(html));
      const seen = pages.filter(({ changed }) => changed);
      assert.ok(seen.length > 0);
      assert.ok(seen.some(({ before, after: now }) => (before?.marks.length ?? 0) + (now?.marks.length ?? 0) > 0));
    });

  it('tell a sentence in its own words, with its own stop, where it stands', async () => {
    const changed = put('<div class="sign-off">', '<p>特此告知，请留意。</p><div class="sign-off">')(html);
    const { words, pages } = await compare(changed);
    assert.deepEqual(
      words.map(({ removed, added }) => [removed, added]),
      [['', '特此告知，请留意。']],
    );
    const [mark, ...others] = pages.flatMap(({ after: now }) => now?.marks ?? []);
    assert.deepEqual(others, []);
    assert.ok(mark && mark.left >= layout.left - 1 && mark.right - mark.left > 8 * 15);
  });

  it('tell what is too wide for the page, which makes everything smaller', async () => {
    const faultsOf = async (text: string) => paperFaults(await pictures.draw(await print(text), false), layout);
    assert.deepEqual(
      (await faultsOf(html)).filter(({ code }) => code !== 'paper.torn'),
      [],
    );
    const wide = put(
      '<div class="sign-off">',
      `<p style="white-space:nowrap">${'国'.repeat(40)}</p><div class="sign-off">`,
    );
    assert.ok((await faultsOf(wide(html))).some(({ code }) => code === 'paper.shrunk' || code === 'paper.outside'));
  });
});
