import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { buildPage } from '#engine/document/page.ts';
import {
  folder,
  fontLines,
  needsPoppler,
  pageTexts,
  printer,
  redArea,
  renderSample,
  sample,
  stylesFor,
  wordsOn,
} from './print-support.ts';

const pageOf = (style: string, body: string): string =>
  buildPage({ title: 'test', body, styles: stylesFor(style), roles: folder.roles, draft: false });
/** They stand before and behind the numbered pages of a volume. */
const unnumbered = new Set(['dossier-cover', 'dossier-index', 'dossier-note', 'dossier-photos']);
const keys = Object.keys(folder.templates).map((name) => name.replace('case/', ''));

describe('printed documents', needsPoppler, () => {
  it('an official document has 22 lines of 28 characters on a page', async () => {
    const { bytes } = await printer.pdf(pageOf('official', `<p class="flush">${'国'.repeat(28 * 22 * 2)}</p>`));
    const pages = pageTexts(bytes);
    assert.equal(pages.length, 2);
    for (const page of pages) {
      const lines = page
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line.startsWith('国'));
      assert.equal(lines.length, 22);
      assert.deepEqual(new Set(lines.map((line) => [...line].length)), new Set([28]));
    }
  });

  it('mixed faces do not push a line off the grid', async () => {
    const line = '中A1龍<span class="kai">楷</span><span class="hei">黑</span><span class="num">9</span>㛃';
    const { bytes } = await printer.pdf(
      pageOf('official', Array.from({ length: 44 }, () => `<p class="flush">${line}</p>`).join('')),
    );
    assert.deepEqual(
      pageTexts(bytes).map((page) => page.split('\n').filter((text) => text.includes('黑')).length),
      [22, 22],
    );
  });

  for (const key of keys) {
    it(`${key}: every face is an embedded TrueType subset with its characters named`, async () => {
      const { bytes } = await printer.pdf(await renderSample(key));
      const fonts = fontLines(bytes);
      assert.ok(fonts.length > 0);
      for (const font of fonts) assert.match(font, /^[A-Z]{6}\+Zhifa\S+\s+CID TrueType\s+Identity-H\s+yes yes yes/);
    });

    it(`${key}: every page says which page of how many it is`, async () => {
      const { bytes, pages } = await printer.pdf(await renderSample(key));
      const texts = pageTexts(bytes);
      assert.equal(texts.length, pages);
      texts.forEach((text, index) => {
        if (unnumbered.has(key)) assert.doesNotMatch(text.replaceAll(/\s/g, ''), /第\d+页共\d+页/);
        else assert.match(text.replaceAll(/\s/g, ''), new RegExp(`第${index + 1}页共${pages}页`));
      });
    });
  }

  it('the text keeps its size: nothing in a sample is so wide that the page is shrunk', async () => {
    for (const key of ['penalty-decision', 'penalty-notice']) {
      const { bytes } = await printer.pdf(await renderSample(key));
      const title = wordsOn(bytes, 1).find(({ text }) => text.includes('江州市市场监督管理局'));
      assert.ok(title);
      // 10 characters of 22 pt with 0.04 em between
      assert.ok(Math.abs(title.right - title.left - 10 * 22 * 1.04) < 4, `${title.right - title.left}`);
    }
  });

  it('a long unbreakable value breaks instead of shrinking the page', async () => {
    const { bytes } = await printer.pdf(
      pageOf('official', `<p class="flush">${'国'.repeat(28)}</p><p><span class="fill">${'A1'.repeat(200)}</span></p>`),
    );
    const line = wordsOn(bytes, 1).find(({ text }) => text.startsWith('国'));
    assert.ok(line && line.right - line.left > 430, 'the first line is still 156 mm wide');
  });

  it('the seal lies whole on the date, on the same page, wherever the text ends', async () => {
    for (const extra of [0, 2, 4, 6, 8, 11, 14, 17]) {
      const view = sample('penalty-decision');
      view.record.decision.discretionText += '\n补充说明。'.repeat(extra);
      const { bytes, pages } = await printer.pdf(await renderSample('penalty-decision', { view }));
      const sealed = Array.from({ length: pages }, (_, index) => index + 1).filter((page) => redArea(bytes, page));
      assert.equal(sealed.length, 1, `with ${extra} more lines the seal is on ${sealed.length} pages`);
      const [page = 0] = sealed;
      const seal = redArea(bytes, page);
      const date = wordsOn(bytes, page)
        .filter(({ text }) => text.includes('2026年6月'))
        .at(-1);
      assert.ok(seal && date, `no date on page ${page}`);
      assert.ok(seal.bottom - seal.top > 110 && seal.right - seal.left > 110, 'the seal of 42 mm is whole');
      const middle = (date.top + date.bottom) / 2;
      assert.ok(Math.abs((seal.top + seal.bottom) / 2 - middle) < 6, 'the date runs through the middle of the seal');
      assert.ok(date.left > seal.left - 40 && date.right < seal.right + 40);
      assert.ok(pageTexts(bytes)[page - 1]?.replaceAll(/\s/g, '').length ?? 0 > 40, 'no page holds a seal alone');
    }
  });

  it('the head of a table is repeated on every page, and no row is lost', async () => {
    const rows = Array.from(
      { length: 120 },
      (_, index) => `<tr class="short"><td>物品${index + 1}号</td><td>件</td></tr>`,
    ).join('');
    const { bytes, pages } = await printer.pdf(
      pageOf(
        'table',
        `<table class="form"><thead><tr><th>标称名称</th><th>单位</th></tr></thead><tbody>${rows}</tbody></table>`,
      ),
    );
    const texts = pageTexts(bytes);
    assert.ok(pages >= 3);
    for (const text of texts) assert.match(text, /标称名称/);
    assert.equal(texts.join('').match(/物品\d+号/g)?.length, 120);
  });

  it('a cell longer than a page continues on the next one', async () => {
    const view = sample('decision-approval');
    view.record.decision.facts = Array.from({ length: 90 }, (_, index) => `第${index + 1}项事实，已经查证属实。`).join(
      '\n',
    );
    const { bytes } = await printer.pdf(await renderSample('decision-approval', { view }));
    assert.equal(
      pageTexts(bytes)
        .join('')
        .match(/第\d+项事实/g)?.length,
      90,
    );
  });

  it('every page of a record has the lines to sign on', async () => {
    const { bytes } = await printer.pdf(await renderSample('inquiry-record'));
    const texts = pageTexts(bytes);
    assert.ok(texts.length >= 3);
    for (const text of texts) assert.match(text, /被询问人（签名或按指印）：[\s\S]*询问人：[\s\S]*记录人：/);
    assert.match(texts.at(-1) ?? '', /以下空白/);
  });

  it('before it is issued every page carries the mark 草稿 and none a seal or a code to verify', async () => {
    const view = sample('penalty-decision');
    view.doc.draft = true;
    view.doc.seal = false;
    const { bytes, pages } = await printer.pdf(await renderSample('penalty-decision', { view, draft: true }));
    const texts = pageTexts(bytes);
    for (const text of texts) assert.ok(text.includes('草') && text.includes('稿'));
    assert.doesNotMatch(texts[0] ?? '', /扫码核验/);
    for (let page = 1; page <= pages; page += 1) assert.equal(redArea(bytes, page), undefined);
    const issued = pageTexts((await printer.pdf(await renderSample('penalty-decision'))).bytes).join('');
    assert.doesNotMatch(issued, /[草稿]/);
    assert.match(issued, /扫码核验/);
  });

  it('rare characters of names and trade marks can be read and copied', async () => {
    const view = sample('penalty-decision');
    view.subject.legalRep = '㛃䶮𬱖';
    view.subject.name = '江州市龍鳳呈祥𬭩珺制品厂';
    const { bytes } = await printer.pdf(await renderSample('penalty-decision', { view }));
    const text = pageTexts(bytes).join('').replaceAll(/\s/g, '');
    assert.match(text, /㛃䶮𬱖/);
    assert.match(text, /江州市龍鳳呈祥𬭩珺制品厂/);
  });

  it('amounts are printed in figures and in capitals', async () => {
    const text = pageTexts((await printer.pdf(await renderSample('penalty-decision'))).bytes)
      .join('')
      .replaceAll(/\s/g, '');
    assert.match(text, /罚款103950.00元（大写：人民币壹拾万叁仟玖佰伍拾元整）/);
    assert.match(text, /合计106350.00元（大写：人民币壹拾万陆仟叁佰伍拾元整）/);
  });
});
