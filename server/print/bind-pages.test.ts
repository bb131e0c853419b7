import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { degrees, PDFDocument, PDFName } from '@cantoo/pdf-lib';
import { heldAs, jpeg, png } from '#test/support/pictures.ts';
import type { BindJob } from './bind-job.ts';
import { bindPages, measureFile } from './bind-pages.ts';
import { createBinder } from './binder.ts';

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
const job = (more: Partial<BindJob>): BindJob => ({
  title: 'All of it',
  at: '2026-06-01T00:00:00.000Z',
  pieces: [],
  numbers: [],
  bookmarks: [],
  blanks: false,
  ...more,
});
const read = (bytes: Uint8Array) => PDFDocument.load(bytes, { updateMetadata: false });

test('pieces follow each other page by page, whatever their size', async () => {
  const bytes = await pdfOf(a4, [842, 595]);
  const bound = await bindPages(
    job({
      pieces: [
        { bytes, numbered: false },
        { bytes: await pdfOf([300, 300]), numbered: false },
      ],
    }),
  );
  assert.equal(bound.pages, 3);
  const sizes = (await read(bound.bytes)).getPages().map((page) => page.getSize());
  assert.deepEqual(
    sizes.map(({ width }) => width),
    [595, 842, 300],
  );
});

test('for both sides of the paper each piece begins on a front', async () => {
  const one = { bytes: await pdfOf(a4), numbered: false };
  const bound = await bindPages(job({ pieces: [one, one, { ...one, bytes: await pdfOf(a4, a4) }, one], blanks: true }));
  assert.equal(bound.pages, 7);
});

test('the same pieces give the same bytes', async () => {
  const pieces = [
    { bytes: await pdfOf(a4, a4), numbered: true },
    {
      bytes: await pdfOf(a4),
      photos: [
        { bytes: heldAs(6), type: 'image/jpeg' as const },
        { bytes: png, type: 'image/png' as const },
      ],
      numbered: true,
    },
  ];
  const numbers = [await pdfOf([85, 22], [85, 22], [85, 22])];
  const bookmarks = [{ title: 'First', piece: 0, below: [{ title: 'Inner', piece: 1 }] }];
  const hashes = [];
  for (let time = 0; time < 2; time += 1)
    hashes.push(
      createHash('sha256')
        .update((await bindPages(job({ pieces, numbers, bookmarks }))).bytes)
        .digest('hex'),
    );
  assert.equal(hashes[0], hashes[1]);
});

test('bookmarks lead to the first pages of their pieces, those below under those above', async () => {
  const two = { bytes: await pdfOf(a4, a4), numbered: false };
  const bound = await read(
    (
      await bindPages(
        job({
          pieces: [two, two, two],
          bookmarks: [
            {
              title: 'A',
              piece: 0,
              below: [
                { title: 'B', piece: 1 },
                { title: 'C', piece: 2 },
              ],
            },
            { title: 'D', piece: 2 },
          ],
        }),
      )
    ).bytes,
  );
  const root = bound.context.lookup(bound.catalog.get(PDFName.of('Outlines')));
  const text = String(root);
  assert.match(text, /\/Count 4/);
});

test('what a file of somebody else carries beside its pages is left out', async () => {
  const foreign = await PDFDocument.create();
  const page = foreign.addPage(a4);
  page.node.set(PDFName.of('AA'), foreign.context.obj({ O: { S: 'JavaScript', JS: 'app.alert(1)' } }));
  page.node.set(PDFName.of('Annots'), foreign.context.obj([]));
  const bound = await read(
    (await bindPages(job({ pieces: [{ bytes: await foreign.save(), numbered: false }] }))).bytes,
  );
  const [made] = bound.getPages();
  assert.deepEqual([made?.node.has(PDFName.of('AA')), made?.node.has(PDFName.of('Annots'))], [false, false]);
});

test('a file that is no sound PDF or picture says why it cannot be bound', async () => {
  assert.deepEqual(await measureFile(await pdfOf(a4, a4), 'application/pdf'), { pages: 2 });
  assert.deepEqual(await measureFile(jpeg, 'image/jpeg'), { pages: 1 });
  assert.deepEqual(await measureFile(png, 'image/png'), { pages: 1 });
  for (const type of ['application/pdf', 'image/jpeg', 'image/png'])
    assert.ok('reason' in (await measureFile(Buffer.from('not what it says'), type)), type);
});

test('the thread answers in turn, and goes on after a file that it could not take', async () => {
  const binder = createBinder();
  try {
    const [bad, good] = await Promise.all([
      binder.measure(Buffer.from('%PDF-1.4 cut off'), 'application/pdf'),
      binder.measure(await pdfOf(a4), 'application/pdf'),
    ]);
    assert.ok('reason' in bad);
    assert.deepEqual(good, { pages: 1 });
    await assert.rejects(binder.bind(job({ pieces: [{ bytes: Buffer.from('no'), numbered: false }] })));
    assert.equal((await binder.bind(job({ pieces: [{ bytes: await pdfOf(a4), numbered: false }] }))).pages, 1);
  } finally {
    await binder.close();
  }
});
