import { createHash } from 'node:crypto';

export interface PrintedPdf {
  readonly bytes: Uint8Array;
  readonly sha256: string;
  readonly pages: number;
}

const dates = /\/(?:CreationDate|ModDate) \(D:(\d{14})/g;
const nodes = /\(node(\d{8})\)/g;
const page = /\/Type\s*\/Page(?![A-Za-z])/g;

/** Table heads are named after DOM nodes, which Chromium counts on over all documents of a page: count anew, order kept. */
const renumberNodes = (pdf: Buffer, text: string): void => {
  const found = [...text.matchAll(nodes)];
  const order = new Map(
    [...new Set(found.map(([, digits = '']) => digits))]
      .sort()
      .map((digits, index) => [digits, String(index + 1).padStart(8, '0')]),
  );
  for (const match of found) pdf.write(order.get(match[1] ?? '') ?? '', match.index + '(node'.length, 'latin1');
};

/**
 * Chromium's PDF differs from print to print in two dates and in the names of table heads. Both are overwritten in place,
 * the dates by the instant given (ISO, UTC), so that equal HTML, browser and fonts give equal bytes.
 */
export const finishPdf = (pdf: Buffer, at: string): PrintedPdf => {
  const stamp = at.replaceAll(/\D/g, '').padEnd(14, '0').slice(0, 14);
  const text = pdf.toString('latin1');
  for (const match of text.matchAll(dates)) pdf.write(stamp, match.index + match[0].length - stamp.length, 'latin1');
  renumberNodes(pdf, text);
  return {
    bytes: new Uint8Array(pdf.buffer, pdf.byteOffset, pdf.length),
    sha256: createHash('sha256').update(pdf).digest('hex'),
    pages: text.match(page)?.length ?? 0,
  };
};
