import { type BrowserCandidate, browserCandidates } from './browser-candidates.ts';
import { type LaunchedBrowser, type LaunchOptions, launchBrowser } from './launch-browser.ts';
import { openPrintPage } from './print-page.ts';
import { untilAborted } from './until-aborted.ts';

export interface FoundBrowser {
  readonly candidate: BrowserCandidate;
  readonly launched: LaunchedBrowser;
}

const probe = '<!doctype html><meta charset="utf-8"><style>@page{size:A4}</style><p lang="zh-CN">&#x6c38;&#x56fd;</p>';

/** Prints one line of Chinese: without a fitting font Chromium makes a blank page and reports no error. */
const proveFonts = async ({ browser }: LaunchedBrowser): Promise<void> => {
  const page = await openPrintPage(browser);
  const pdf = (await page.print(probe)).toString('latin1');
  await page.close();
  if (!pdf.includes('/CIDFontType2') || !pdf.includes('/FontFile2'))
    throw new Error('no Chinese TrueType font was embedded');
};

const tryCandidate = async (candidate: BrowserCandidate, options: LaunchOptions): Promise<FoundBrowser> => {
  const launched = await launchBrowser(candidate, options);
  try {
    await untilAborted(proveFonts(launched), options.signal);
    return { candidate, launched };
  } catch (error) {
    launched.kill();
    throw error;
  }
};

const firstLine = (error: unknown): string =>
  String(error instanceof Error ? error.message : error)
    .split('\n')[0]
    ?.slice(0, 160) ?? '';

const howToGet = 'install one (on Debian: apt-get install chromium) or name its path by PRINT_BROWSER';

const whyNone = (env: LaunchOptions['env'], reasons: readonly string[]): string =>
  env.PRINT_BROWSER === 'none'
    ? 'printing is switched off by PRINT_BROWSER=none'
    : `${reasons.length === 0 ? 'no browser found' : reasons.join('; ')}; ${howToGet}`;

/** The first browser that starts and embeds a Chinese font, or why none did and how to get one. */
export const findBrowser = async (options: LaunchOptions): Promise<FoundBrowser | { readonly reason: string }> => {
  const reasons: string[] = [];
  try {
    for await (const candidate of browserCandidates(options.dataDir, options.env)) {
      try {
        return await tryCandidate(candidate, options);
      } catch (error) {
        reasons.push(`${candidate.origin}: ${firstLine(error)}`);
        if (options.signal.aborted) break;
      }
    }
  } catch (error) {
    reasons.push(`bundled: ${firstLine(error)}`);
  }
  return { reason: whyNone(options.env, reasons) };
};
