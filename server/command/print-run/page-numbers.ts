import type { Context } from '../context.ts';

/** Pages the printer makes at once. */
const most = 250;

const fit =
  '@page{size:30mm 8mm;margin:0}body{margin:0}p{margin:0;height:8mm;line-height:8mm;text-align:right;font-size:12pt}p+p{break-before:page}p:nth-child(even){text-align:left}';

/** Small pages with the numbers 1 to `count`: right-aligned on front sides, left-aligned on backs. */
export const pageNumbers = async (context: Context, count: number): Promise<readonly Uint8Array[]> => {
  const { printer, fontRoles } = context.services;
  const families = Object.entries(fontRoles).find(([role]) => role === 'num')?.[1];
  const font = [...(families?.preferred ?? []), ...(families?.shipped ?? [])].map((name) => `"${name}"`).join(',');
  const made: Uint8Array[] = [];
  for (let from = 0; from < count; from += most) {
    const numbers = Array.from({ length: Math.min(most, count - from) }, (_, index) => from + index + 1);
    const html = `<!doctype html><html><head><meta charset="utf-8"><style>${fit}body{font-family:${font},serif}</style></head><body>${numbers.map((number) => `<p>${number}</p>`).join('')}</body></html>`;
    made.push((await printer.pdf(html)).bytes);
  }
  return made;
};
