import type { Browser, CDPSession, HTTPRequest, Page } from 'puppeteer';
import { PrintError } from './print-error.ts';

export interface PrintPage {
  /** Sets the HTML and prints it; images may only be `data:` URIs. */
  readonly print: (html: string) => Promise<Buffer>;
  readonly close: () => Promise<void>;
}

const printOptions = {
  preferCSSPageSize: true,
  printBackground: true,
  generateTaggedPDF: true,
  generateDocumentOutline: false,
  transferMode: 'ReturnAsBase64',
} as const;

const isHarmless = (url: string): boolean => url === 'about:blank' || url.startsWith('data:image/');

const guard = async (page: Page, blocked: string[]): Promise<void> => {
  await page.setJavaScriptEnabled(false);
  await page.setRequestInterception(true);
  page.on('request', (request: HTTPRequest) => {
    if (isHarmless(request.url())) return void request.continue().catch(() => undefined);
    blocked.push(request.url().slice(0, 200));
    return void request.abort('blockedbyclient').catch(() => undefined);
  });
  await page.setOfflineMode(true);
};

const printOnce = async (page: Page, session: CDPSession, html: string): Promise<Buffer> => {
  await page.setContent(html, { waitUntil: 'load', timeout: 0 });
  const { data } = await session.send('Page.printToPDF', printOptions);
  return Buffer.from(data, 'base64');
};

/** A page that runs no script and reaches neither network nor file; it is used for many documents, one after another. */
export const openPrintPage = async (browser: Browser): Promise<PrintPage> => {
  const page = await browser.newPage();
  const blocked: string[] = [];
  await guard(page, blocked);
  const session = await page.createCDPSession();
  return {
    print: async (html) => {
      blocked.length = 0;
      const pdf = await printOnce(page, session, html);
      if (blocked.length > 0) throw new PrintError('requestBlocked', blocked.slice(0, 5).join(' '));
      return pdf;
    },
    close: () => page.close(),
  };
};
