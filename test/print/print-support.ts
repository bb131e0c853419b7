import { execFileSync } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createPrinter, type Printer } from '#server/print/printer.ts';
import { qrPath } from '#server/print/qr-path.ts';
import { createTemplateRunner } from '#server/print/template-runner.ts';
import { readTemplateFolder, type TemplateFolder } from './template-folder.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The unpacked browser is kept between runs; the folder is ignored by git. */
export const dataDir = join(root, 'data', 'test-print');
export const fontsDir = join(root, 'templates', 'fonts');
export const folder: TemplateFolder = readTemplateFolder(join(root, 'templates'));

const openPrinters: Printer[] = [];
const runner = createTemplateRunner();
const work = mkdtempSync(join(tmpdir(), 'print-test-'));

after(async () => {
  await Promise.all(openPrinters.map((printer) => printer.close()));
  await runner.close();
  rmSync(work, { recursive: true, force: true });
});

export const makePrinter = (): Printer => {
  const printer = createPrinter({ dataDir, fontsDir, env: process.env });
  openPrinters.push(printer);
  return printer;
};

export const printer = makePrinter();

const { tried, available, reason } = await printer.warmUp();

/** Poppler's tools read the PDFs. */
const run = (command: string, args: string[]): Buffer => execFileSync(command, args, { maxBuffer: 1 << 28 });

const hasPoppler = (() => {
  try {
    run('pdftotext', ['-v']);
    return true;
  } catch {
    return false;
  }
})();

/** Where nothing can print, tests are left out with the reason; the build server must be able to print. */
const left = (because: string | false): string | false => (process.env.CI === 'true' ? false : because);
export const needsBrowser = { skip: left(tried && available ? false : `no browser can print here: ${reason}`) };
export const needsPoppler = {
  skip: needsBrowser.skip || left(hasPoppler ? false : 'pdftotext is missing: install poppler-utils'),
};

/** Templates of the cases are named without their folder. */
const named = (key: string): string => (key.includes('/') ? key : `case/${key}`);

/** The view of a shipped sample; everything in it may be changed. */
// biome-ignore lint/suspicious/noExplicitAny: a sample is any JSON, and tests reach into it
export const sample = (key: string): any =>
  JSON.parse(readFileSync(join(root, 'templates', `${named(key)}.sample.json`), 'utf8'));

const codes: Record<string, Record<string, string>> = Object.assign(
  {},
  ...[...new Set(Object.keys(folder.templates).map((name) => name.split('/')[0] ?? ''))]
    .map((module) => join(root, 'templates', module, 'codes.sample.json'))
    .filter((path) => existsSync(path))
    .map((path) => JSON.parse(readFileSync(path, 'utf8'))),
);
/** The style of each template, as the document that uses it says. */
export const styleOf: Readonly<Record<string, string>> = Object.fromEntries(
  globSync(join(root, 'definitions', '*', 'documents', '*.json')).flatMap((path) => {
    const { template, templates = {}, style } = JSON.parse(readFileSync(path, 'utf8'));
    return [template, ...Object.values<string>(templates)].map((name) => [name, style] as const);
  }),
);

export const stylesFor = (style: string): string[] => [folder.styles.base ?? '', folder.styles[style] ?? ''];

export interface RenderOptions {
  readonly view?: object;
  readonly draft?: boolean;
}

/** The HTML of a shipped document. */
export const renderSample = async (
  key: string,
  { view = sample(key), draft = false }: RenderOptions = {},
): Promise<string> => {
  const answer = await runner.render({
    template: folder.templates[named(key)] ?? '',
    partials: folder.partials,
    styles: stylesFor(styleOf[named(key)] ?? 'table'),
    codes,
    roles: folder.roles,
    view,
    title: key,
    draft,
    qr: qrPath('https://verify.example/3f9a1c77d2e84b10'),
  });
  if (!('html' in answer)) throw new Error(JSON.stringify(answer));
  return answer.html;
};

let files = 0;
export const saveFile = (bytes: Uint8Array): string => {
  files += 1;
  const file = join(work, `${files}.pdf`);
  writeFileSync(file, bytes);
  return file;
};

/** The text of every page. */
export const pageTexts = (bytes: Uint8Array): string[] =>
  run('pdftotext', ['-layout', saveFile(bytes), '-'])
    .toString('utf8')
    .split('\f')
    .slice(0, -1);

/** The text of every page in the order it was drawn: what stands in one cell stays together. */
export const rawTexts = (bytes: Uint8Array): string[] =>
  run('pdftotext', ['-raw', saveFile(bytes), '-'])
    .toString('utf8')
    .split('\f')
    .slice(0, -1);

export interface Word {
  readonly text: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The words of a page with their boxes, in points from the top left. */
export const wordsOn = (bytes: Uint8Array, page: number): Word[] =>
  [
    ...run('pdftotext', ['-bbox', '-f', `${page}`, '-l', `${page}`, saveFile(bytes), '-'])
      .toString('utf8')
      .matchAll(/<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)<\/word>/g),
  ].map(([, left, top, right, bottom, text = '']) => ({
    text,
    left: Number(left),
    top: Number(top),
    right: Number(right),
    bottom: Number(bottom),
  }));

export interface Area {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly pixels: number;
}

/** The part of a page that is as red as a seal, in points; nothing when there is none. */
export const redArea = (bytes: Uint8Array, page: number): Area | undefined => {
  const image = run('pdftoppm', ['-r', '72', '-f', `${page}`, '-l', `${page}`, saveFile(bytes)]);
  const header = /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(image.toString('latin1', 0, 40));
  if (!header) throw new Error('not a PPM image');
  const width = Number(header[1]);
  const found = { left: Infinity, top: Infinity, right: -1, bottom: -1, pixels: 0 };
  for (let at = header[0].length, index = 0; at + 2 < image.length; at += 3, index += 1) {
    if ((image[at] ?? 0) < 180 || (image[at + 1] ?? 255) > 90 || (image[at + 2] ?? 255) > 110) continue;
    const x = index % width;
    const y = Math.floor(index / width);
    Object.assign(found, {
      left: Math.min(found.left, x),
      top: Math.min(found.top, y),
      right: Math.max(found.right, x),
      bottom: Math.max(found.bottom, y),
      pixels: found.pixels + 1,
    });
  }
  return found.pixels === 0 ? undefined : found;
};

/** Lines of `pdffonts` without its head. */
export const fontLines = (bytes: Uint8Array): string[] =>
  run('pdffonts', [saveFile(bytes)])
    .toString('utf8')
    .trim()
    .split('\n')
    .slice(2);

/** Processes whose command line names a browser profile of the process. */
export const browserProcessesOf = (pid: number): string[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        return readFileSync(`/proc/${name}/cmdline`, 'utf8').includes(`/profile-${pid}-`);
      } catch {
        return false;
      }
    });
