import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { visibleText } from '#engine/document/visible-text.ts';
import { createPrinter } from '#server/print/printer.ts';
import { dataDir, makePrinter, needsBrowser, printer, renderSample } from './print-support.ts';

describe('printing again', needsBrowser, () => {
  it('gives the same bytes from another browser start, after other documents', async () => {
    const html = await renderSample('penalty-decision');
    const options = { at: '2026-06-29T02:00:00.000Z' };
    const first = await printer.pdf(html, options);
    const other = makePrinter();
    await other.pdf(await renderSample('service-receipt'));
    const second = await other.pdf(html, options);
    assert.equal(second.sha256, first.sha256);
    assert.deepEqual(second.bytes, first.bytes);
    assert.match(Buffer.from(first.bytes).toString('latin1'), /CreationDate \(D:20260629020000/);
  });

  it('several documents at once come out as they do alone', async () => {
    const keys = ['filing-approval', 'service-receipt', 'closing-approval', 'penalty-notice'];
    const pages = await Promise.all(keys.map((key) => renderSample(key)));
    const alone: string[] = [];
    for (const html of pages) alone.push((await printer.pdf(html)).sha256);
    const together = await Promise.all([...pages, ...pages].map((html) => printer.pdf(html)));
    assert.deepEqual(
      together.map(({ sha256 }) => sha256),
      [...alone, ...alone],
    );
  });
});

describe('what cannot be printed', needsBrowser, () => {
  it('a character that no font has is named before a number is given', async () => {
    const { missingGlyphs } = await printer.coverage();
    assert.deepEqual(missingGlyphs(visibleText('<p title="x">王㛃䶮𬱖与𡋣、\ue000及𡋣</p>')), [
      'U+212E3 𡋣',
      'U+E000 \ue000',
    ]);
  });

  it('every shipped sample can be drawn', async () => {
    const { missingGlyphs } = await printer.coverage();
    for (const key of ['penalty-decision', 'inquiry-record', 'on-site-record', 'closing-approval'])
      assert.deepEqual(missingGlyphs(visibleText(await renderSample(key))), []);
  });

  it('a browser that does not exist is reported, and nothing fails but the print', async () => {
    const broken = createPrinter({
      dataDir: `${dataDir}-none`,
      fontsDir: '/nowhere',
      env: { PATH: '/nowhere', PRINT_BROWSER: '/nowhere/chrome-headless-shell' },
    });
    assert.equal(broken.status().available, true);
    const status = await broken.warmUp();
    assert.equal(status.tried, true);
    assert.equal(status.available, false);
    assert.match(status.reason ?? '', /setting: .*; install one \(on Debian: apt-get install chromium\)/);
    await assert.rejects(broken.pdf('<p>'), /unavailable/);
    await broken.close();
  });

  it('the status names browser, version, fonts and the roles that stand-ins fill', () => {
    const status = printer.status();
    assert.match(status.version ?? '', /Chrome\/\d+/);
    assert.equal(typeof status.sandbox, 'boolean');
    assert.ok(status.fonts.length >= 6 && status.fonts.every(({ outlines }) => outlines === 'truetype'));
    assert.ok(status.standIns?.includes('body-fangsong'));
  });
});
