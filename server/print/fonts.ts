import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/**
 * Writes the fontconfig file of the printing browser: only the authority's own fonts and the shipped ones are seen, so
 * that a document looks the same on every machine. Chromium shows blank text for .woff files, hence TrueType names only.
 */
export const writeFontConfiguration = (dataDir: string, folders: readonly string[]): string => {
  const browserFolder = join(dataDir, 'browser');
  mkdirSync(browserFolder, { recursive: true, mode: 0o700 });
  const file = join(browserFolder, 'fonts.conf');
  const lines = [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
    '<fontconfig>',
    ...folders.map((folder) => `  <dir>${escapeXml(folder)}</dir>`),
    `  <cachedir>${escapeXml(join(browserFolder, 'font-cache'))}</cachedir>`,
    '  <selectfont><rejectfont><glob>*.woff</glob><glob>*.woff2</glob></rejectfont></selectfont>',
    '</fontconfig>',
  ];
  writeFileSync(file, `${lines.join('\n')}\n`, { mode: 0o600 });
  return file;
};

/** Font files below the folders, the authority's own first, in a fixed order. */
export const listFontFiles = (folders: readonly string[]): string[] =>
  folders.flatMap((folder) =>
    existsSync(folder)
      ? readdirSync(folder, { recursive: true, encoding: 'utf8' })
          .filter((name) => /\.(ttf|otf|ttc)$/i.test(name))
          .sort()
          .map((name) => join(folder, name))
      : [],
  );
