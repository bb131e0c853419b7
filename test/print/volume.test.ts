import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { describe, it } from 'node:test';
import type { Context } from '#server/command/context.ts';
import { pageNumbers } from '#server/command/print-run/page-numbers.ts';
import { createBinder } from '#server/print/binder.ts';
import { readFontRoles } from '#server/print/font-roles.ts';
import { heldAs } from '../support/pictures.ts';
import { fontsDir, needsBrowser, needsPoppler, printer } from './print-support.ts';

const context = { services: { printer, fontRoles: readFontRoles(fontsDir) } } as unknown as Context;
const pagesOf = (pdf: Uint8Array): string[] =>
  execFileSync('pdftotext', ['-layout', '-', '-'], { input: pdf }).toString().split('\f').slice(0, -1);
/** x of the first and last letter of each page's words, in points. */
const placesOf = (pdf: Uint8Array): number[] =>
  [
    ...execFileSync('pdftotext', ['-bbox', '-', '-'], { input: pdf })
      .toString()
      .matchAll(/<word xMin="([\d.]+)" yMin="([\d.]+)"/g),
  ].map(([, left]) => Number(left));
const sheet = '<!doctype html><style>@page{size:A4;margin:0}</style><p>&#x6c38;';

describe('the pages of a volume', needsPoppler, () => {
  it('have numbers beyond what the printer makes at once', needsBrowser, async () => {
    const made = await pageNumbers(context, 260);
    const words = made.flatMap((pdf) => pagesOf(pdf).map((page) => page.trim()));
    assert.deepEqual(
      words,
      Array.from({ length: 260 }, (_, index) => String(index + 1)),
    );
  });

  it(
    'have them at the outer corner: right on a front, left on a back; every glyph is embedded',
    needsBrowser,
    async () => {
      const binder = createBinder();
      try {
        const blank = (await printer.pdf(sheet)).bytes;
        const scan = { bytes: heldAs(6), type: 'image/jpeg' as const };
        const { bytes, pages } = await binder.bind({
          title: 'Volume',
          at: '2026-06-01T00:00:00.000Z',
          pieces: [
            { bytes: blank, numbered: false },
            { bytes: blank, numbered: true },
            { bytes: new Uint8Array(), scan, numbered: true },
          ],
          numbers: await pageNumbers(context, 2),
          bookmarks: [],
          blanks: false,
        });
        assert.equal(pages, 3);
        const texts = pagesOf(bytes).map((page) => page.replaceAll(/\s/g, ''));
        assert.deepEqual(
          texts.map((text) => text.replace('\u6c38', '')),
          ['', '1', '2'],
        );
        const numbers = placesOf(bytes)
          .slice(-1)
          .concat(placesOf(bytes).filter((left) => left > 500));
        assert.ok(Number(numbers[0]) < 60 && Number(numbers[1]) > 500, JSON.stringify(placesOf(bytes)));
        const fonts = execFileSync('pdffonts', ['-'], { input: bytes }).toString().split('\n').slice(2, -1);
        assert.ok(fonts.length > 0 && fonts.every((line) => /yes yes yes/.test(line)), fonts.join('\n'));
      } finally {
        await binder.close();
      }
    },
  );
});
