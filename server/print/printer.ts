import { mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { visibleText } from '#engine/document/visible-text.ts';
import type { Environment } from './browser-candidates.ts';
import { type FoundBrowser, findBrowser } from './find-browser.ts';
import { finishPdf, type PrintedPdf } from './finish-pdf.ts';
import { writeFontConfiguration } from './fonts.ts';
import { type GlyphCoverage, readCoverage } from './glyphs.ts';
import { createPool } from './pool.ts';
import { PrintError } from './print-error.ts';
import type { FontFace } from './read-fonts.ts';

interface PrintStatus {
  /** False only after every browser was tried and none could print. */
  readonly available: boolean;
  /** False until the first print or `warmUp`. */
  readonly tried: boolean;
  readonly browser?: string;
  readonly version?: string;
  readonly sandbox?: boolean;
  readonly slow?: boolean;
  readonly fonts: readonly FontFace[];
  readonly fontHash?: string;
  /** Font roles for which a shipped stand-in is used, since no licensed font of the role is installed. */
  readonly standIns?: readonly string[];
  readonly reason?: string;
}

interface PrintOptions {
  /** Time for one attempt, 10 s or PRINT_DEADLINE_MS by default; after it the browser is killed and the print tried once more. */
  readonly deadlineMs?: number;
  /** ISO instant written into the PDF as its date; fixed by default. */
  readonly at?: string;
}

export interface Printer {
  readonly status: () => PrintStatus;
  /** Starts a browser and reads the fonts now instead of at the first print; never throws. */
  readonly warmUp: () => Promise<PrintStatus>;
  /** Throws PrintError. */
  readonly pdf: (html: string, options?: PrintOptions) => Promise<PrintedPdf>;
  readonly coverage: () => Promise<GlyphCoverage>;
  readonly close: () => Promise<void>;
}

export interface PrinterOptions {
  readonly dataDir: string;
  /** Folder of the shipped fonts, with `roles.json`. */
  readonly fontsDir: string;
  readonly env: Environment;
  readonly pages?: number;
  readonly idleMs?: number;
}

const maximumPages = 300;
const retryAfterMs = 60_000;

/** Chromium prints text that no font can draw as nothing, and reports no error. */
const embedsFont = (pdf: Buffer): boolean =>
  pdf.includes('/FontFile2') || pdf.includes('/FontFile3') || pdf.includes('/Type3');

/** Roles (`title-song` …) whose preferred families are all absent. */
const rolesStoodInFor = (fontsDir: string, faces: readonly FontFace[]): string[] => {
  const roles = JSON.parse(readFileSync(join(fontsDir, 'roles.json'), 'utf8')) as Record<
    string,
    { preferred: string[] }
  >;
  const families = new Set(faces.map(({ family }) => family));
  return Object.entries(roles).flatMap(([role, { preferred }]) =>
    preferred.length > 0 && !preferred.some((name) => families.has(name)) ? [role] : [],
  );
};

const describe = ({ candidate, launched }: FoundBrowser): Partial<PrintStatus> => ({
  browser: candidate.origin,
  version: launched.version,
  sandbox: launched.sandbox,
  slow: candidate.slow,
});

/** Prints HTML to PDF. Nothing happens before the first call, and nothing here ever stops the server from starting. */
export const createPrinter = (options: PrinterOptions): Printer => {
  const dataDir = resolve(options.dataDir);
  const folders = [join(dataDir, 'fonts'), resolve(options.fontsDir)];
  let state: Partial<PrintStatus> = {};
  let failure: { reason: string; at: number } | undefined;
  let reading: Promise<GlyphCoverage> | undefined;
  const usualDeadline = Number(options.env.PRINT_DEADLINE_MS ?? 10_000);
  const closing = new AbortController();

  const coverage = (): Promise<GlyphCoverage> => {
    reading ??= readCoverage(folders).then((result) => {
      const standIns = rolesStoodInFor(options.fontsDir, result.faces);
      state = { ...state, fonts: result.faces, fontHash: result.hash, standIns };
      return result;
    });
    return reading;
  };
  const find = async (): Promise<FoundBrowser> => {
    if (failure !== undefined && Date.now() - failure.at < retryAfterMs)
      throw new PrintError('unavailable', failure.reason);
    mkdirSync(folders[0] ?? dataDir, { recursive: true, mode: 0o700 });
    const fontConfiguration = writeFontConfiguration(dataDir, folders);
    const { signal } = closing;
    const found = await findBrowser({ dataDir, env: options.env, fontConfiguration, signal }).catch(
      (error: unknown) => ({
        reason: String(error),
      }),
    );
    if ('reason' in found) {
      failure = { reason: found.reason, at: Date.now() };
      throw new PrintError('unavailable', found.reason);
    }
    failure = undefined;
    state = { ...state, ...describe(found) };
    return found;
  };
  const pool = createPool({
    find,
    pages: options.pages ?? 2,
    idleMs: options.idleMs ?? 60_000,
    jobsPerPage: 500,
    jobsPerBrowser: 5000,
    memoryLimit: 1.5 * 2 ** 30,
  });
  const status = (): PrintStatus => ({
    fonts: [],
    ...state,
    available: failure === undefined,
    tried: failure !== undefined || state.browser !== undefined,
    ...(failure === undefined ? {} : { reason: failure.reason }),
  });
  const pdf = async (
    html: string,
    { deadlineMs = usualDeadline, at = '2000-01-01T00:00:00Z' }: PrintOptions = {},
  ): Promise<PrintedPdf> => {
    const made = await pool.run(html, deadlineMs);
    if (!embedsFont(made) && visibleText(html).trim() !== '')
      throw new PrintError('noFontEmbedded', 'the page would be blank');
    const printed = finishPdf(made, at);
    if (printed.pages > maximumPages) throw new PrintError('tooManyPages', String(printed.pages));
    return printed;
  };
  const warmUp = async (): Promise<PrintStatus> => {
    await coverage().catch(() => undefined);
    await pdf('<!doctype html><p>&#x6c38;').catch(() => undefined);
    return status();
  };
  const close = (): Promise<void> => {
    closing.abort();
    return pool.close();
  };
  return { status, warmUp, pdf, coverage, close };
};
