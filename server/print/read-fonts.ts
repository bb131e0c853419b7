import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { create, type Font } from 'fontkit';
import { listFontFiles } from './fonts.ts';

export interface FontFace {
  readonly file: string;
  readonly family: string;
  readonly style: string;
  /** `cff` outlines become Type 3 fonts in the PDF: larger, slower, poor for archives. */
  readonly outlines: 'truetype' | 'cff';
}

export interface ReadFonts {
  readonly faces: readonly FontFace[];
  /** SHA-256 over all font files in order. */
  readonly hash: string;
  /** One bit a code point. */
  readonly covered: Uint8Array;
}

const lastPoint = 0x10ffff;

/** What the fonts of some folders can draw. */
export const readFonts = async (folders: readonly string[]): Promise<ReadFonts> => {
  const covered = new Uint8Array((lastPoint >> 3) + 1);
  const faces: FontFace[] = [];
  const hash = createHash('sha256');
  const add = (file: string, font: Font): void => {
    const outlines = 'glyf' in font.directory.tables ? 'truetype' : 'cff';
    faces.push({ file: basename(file), family: font.familyName, style: font.subfamilyName, outlines });
    for (const point of font.characterSet) covered[point >> 3] = (covered[point >> 3] ?? 0) | (1 << (point & 7));
  };
  for (const file of listFontFiles(folders)) {
    const bytes = await readFile(file);
    hash.update(bytes);
    try {
      const made = create(bytes);
      for (const font of 'fonts' in made ? made.fonts : [made]) add(file, font);
    } catch {
      // not a font: fontconfig ignores it too
    }
  }
  return { faces, hash: hash.digest('hex'), covered };
};
