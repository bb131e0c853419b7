import { createHash } from 'node:crypto';

export interface PrintedPdf {
  readonly bytes: Uint8Array;
  readonly sha256: string;
  readonly pages: number;
}

const dates = /\/(CreationDate|ModDate) \(D:(\d{14})/g;
const page = /\/Type\s*\/Page(?![A-Za-z])/g;

/**
 * Chromium's PDF differs from print to print in nothing but two dates; they are overwritten in place by the instant given
 * (ISO, UTC), so that equal HTML, browser and fonts give equal bytes.
 */
export const finishPdf = (pdf: Buffer, at: string): PrintedPdf => {
  const stamp = at.replaceAll(/\D/g, '').padEnd(14, '0').slice(0, 14);
  const text = pdf.toString('latin1');
  for (const match of text.matchAll(dates)) pdf.write(stamp, match.index + match[0].length - 14, 'latin1');
  return {
    bytes: new Uint8Array(pdf.buffer, pdf.byteOffset, pdf.length),
    sha256: createHash('sha256').update(pdf).digest('hex'),
    pages: text.match(page)?.length ?? 0,
  };
};
