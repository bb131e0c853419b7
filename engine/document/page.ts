import words from '../message/document.zh.json' with { type: 'json' };
import { qrCode } from './helper/qr-code.ts';
import { escapeHtml, Html } from './html.ts';

/** Font families by role (`title-song`, `body-fangsong` …): licensed ones first, the shipped after them. */
export type FontRoles = Readonly<
  Record<string, { readonly preferred: readonly string[]; readonly shipped: readonly string[] }>
>;

export interface PageOptions {
  readonly title: string;
  /** The rendered template. */
  readonly body: string;
  /** Style sheets in order. */
  readonly styles: readonly string[];
  readonly roles: FontRoles;
  /** Not yet issued: every page carries a watermark. */
  readonly draft: boolean;
  /** `{size, path}` of the verification code, printed on the first page. */
  readonly qr?: { readonly size: number; readonly path: string };
}

/** Nothing but the styles and the inline pictures of the page itself may be used. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

const fontVariables = (roles: FontRoles): string => {
  const lines = Object.entries(roles).map(([role, { preferred, shipped }]) => {
    const families = [...preferred, ...shipped].map((family) => `"${family.replaceAll(/["\\\n<]/g, '')}"`);
    return `--font-${role}:${[...families, 'serif'].join(',')}`;
  });
  return `:root{${lines.join(';')}}`;
};

const verification = (qr: PageOptions['qr']): string => {
  const picture = qr === undefined ? '' : qrCode.run({ args: [qr], hash: {}, root: {} });
  return picture instanceof Html
    ? `<div class="verification">${picture.text}<span>${words.scanToVerify}</span></div>`
    : '';
};

/** A whole HTML page for printing around a rendered body. */
export const buildPage = ({ title, body, styles, roles, draft, qr }: PageOptions): string =>
  [
    '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}"><title>${escapeHtml(title)}</title>`,
    `<style>${[fontVariables(roles), ...styles].join('\n').replaceAll('</', '<\\/')}</style></head><body>`,
    draft ? `<div class="watermark" aria-hidden="true">${words.draft}</div>` : verification(qr),
    body,
    '</body></html>',
  ].join('');
