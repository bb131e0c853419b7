import assert from 'node:assert/strict';
import { it } from 'node:test';
import { finishPdf } from './finish-pdf.ts';

const pdf = (date: string, nodes: string[]): Buffer =>
  Buffer.from(
    `%PDF-1.4 /Type /Pages /Type /Page /Type/Page\n/CreationDate (D:${date}+00'00')\n/ModDate (D:${date}+00'00') ${nodes.map((node) => `(node${node})`).join(' ')}`,
    'latin1',
  );

it('two prints that differ in dates and node names become equal', () => {
  const first = finishPdf(pdf('20261123104601', ['00000027', '00000030', '00000027']), '2026-06-29T02:03:04.000Z');
  const second = finishPdf(pdf('20261123104959', ['00000198', '00000201', '00000198']), '2026-06-29T02:03:04.000Z');
  assert.equal(first.sha256, second.sha256);
  assert.match(
    Buffer.from(first.bytes).toString('latin1'),
    /CreationDate \(D:20260629020304\+00'00'\)\n\/ModDate \(D:20260629020304\+00'00'\) \(node00000001\) \(node00000002\) \(node00000001\)$/,
  );
});

it('pages are counted, the page tree is not', () =>
  assert.equal(finishPdf(pdf('20261123104601', []), '2026').pages, 2));

it('node names keep their order, on which the name tree of the PDF relies', () => {
  const text = Buffer.from(finishPdf(pdf('20261123104601', ['00000201', '00000198']), '2026').bytes).toString('latin1');
  assert.match(text, /\(node00000002\) \(node00000001\)$/);
});
