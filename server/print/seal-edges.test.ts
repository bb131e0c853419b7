import assert from 'node:assert/strict';
import { test } from 'node:test';
import { degrees, PDFArray, PDFDocument, PDFName, PDFStream } from '@cantoo/pdf-lib';
import { sealPaper, spansOf } from './seal-edges.ts';

const pdfOf = async (...pages: readonly [number, number, number?][]): Promise<Uint8Array> => {
  const made = await PDFDocument.create({ updateMetadata: false });
  for (const [width, height, turn = 0] of pages) {
    const page = made.addPage([width, height]);
    page.setRotation(degrees(turn));
    page.drawLine({ start: { x: 0, y: 0 }, end: { x: 9, y: 9 } });
  }
  return await made.save();
};
const a4: [number, number] = [595, 842];
const picture = () => pdfOf([120, 120]);

/** Widths of what is drawn onto each page, in points. */
const slicesOf = async (bytes: Uint8Array): Promise<number[][]> => {
  const made = await PDFDocument.load(bytes, { updateMetadata: false });
  return made.getPages().map((page) => {
    const drawn = page.node.normalizedEntries().XObject;
    return drawn.values().map((ref) => {
      const form = made.context.lookup(ref, PDFStream);
      return Math.round(form.dict.lookup(PDFName.of('BBox'), PDFArray).asRectangle().width);
    });
  });
};

test('a seal spans ten pages at the most, and of more each spans about as many', () => {
  assert.deepEqual([spansOf(2), spansOf(10), spansOf(11), spansOf(25)], [[2], [10], [6, 5], [9, 8, 8]]);
  for (let pages = 2; pages < 200; pages += 1) {
    const spans = spansOf(pages);
    assert.equal(
      spans.reduce((sum, span) => sum + span, 0),
      pages,
    );
    assert.ok(Math.min(...spans) >= 2 && Math.max(...spans) <= 10, `${pages}: ${spans.join(' ')}`);
  }
});

test('every page carries its slice of the seal, one that is turned too', async () => {
  const paper = await pdfOf(a4, [842, 595, 90], a4);
  const sealed = await sealPaper(paper, await picture());
  assert.equal(sealed.pages, 3);
  assert.deepEqual(await slicesOf(sealed.bytes), [[40], [40], [40]]);
});

test('the same paper and picture give the same bytes', async () => {
  const paper = await pdfOf(a4, a4);
  const [one, two] = [await sealPaper(paper, await picture()), await sealPaper(paper, await picture())];
  assert.deepEqual(Buffer.from(one.bytes), Buffer.from(two.bytes));
  await assert.rejects(sealPaper(new Uint8Array([1, 2, 3]), await picture()));
});
