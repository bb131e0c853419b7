import { createHash } from 'node:crypto';
import { sealBox } from '#engine/document/helper/seal-box.ts';
import { Html } from '#engine/document/html.ts';
import type { FontRoles } from '#engine/document/page.ts';
import type { Binder } from './binder.ts';
import type { PrintedPdf } from './finish-pdf.ts';
import type { Printer } from './printer.ts';

export interface SealingParts {
  readonly printer: Pick<Printer, 'pdf'>;
  readonly binder: Pick<Binder, 'seal'>;
}

const look =
  '@page{size:42mm 42mm;margin:0}body{margin:0}.seal{display:block;width:42mm;height:42mm;fill:#d6001c;stroke:none}.seal circle{stroke:#d6001c}.seal text{font-weight:700;text-anchor:middle;dominant-baseline:central}';

const pictures = new WeakMap<SealingParts['printer'], Map<string, Promise<Uint8Array>>>();

/** A PDF of one small page with the picture of an organization's seal; made once. */
export const sealPicture = (
  { printer }: Pick<SealingParts, 'printer'>,
  name: string,
  roles: FontRoles,
): Promise<Uint8Array> => {
  const made = pictures.get(printer) ?? new Map<string, Promise<Uint8Array>>();
  pictures.set(printer, made);
  const known = made.get(name);
  if (known !== undefined) return known;
  const making = print(printer, name, roles);
  making.catch(() => made.delete(name));
  made.set(name, making);
  return making;
};

const print = async (printer: SealingParts['printer'], name: string, roles: FontRoles): Promise<Uint8Array> => {
  const { preferred = [], shipped = [] } = roles['title-song'] ?? {};
  const font = [...preferred, ...shipped].map((family) => `"${family}"`).join(',');
  const picture = sealBox.run({ args: [name], hash: {}, root: {} });
  const html = `<!doctype html><html><head><meta charset="utf-8"><style>${look}.seal text{font-family:${font},serif}</style></head><body>${picture instanceof Html ? picture.text : ''}</body></html>`;
  return (await printer.pdf(html)).bytes;
};

interface Asked {
  readonly doc?: { readonly straddle?: boolean };
  readonly organization?: { readonly name?: string };
}

/** A printed paper as its view asks for: of several pages, with the seal of its organization across their edges. */
export const sealAcross = async (
  parts: SealingParts,
  printed: PrintedPdf,
  { view, roles }: { readonly view: object; readonly roles: FontRoles },
): Promise<PrintedPdf> => {
  const { doc, organization } = view as Asked;
  if (doc?.straddle !== true || printed.pages < 2) return printed;
  const picture = await sealPicture(parts, organization?.name ?? '', roles);
  const { bytes, pages } = await parts.binder.seal(printed.bytes, picture);
  return { bytes, pages, sha256: createHash('sha256').update(bytes).digest('hex') };
};
