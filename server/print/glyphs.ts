import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Font } from 'fontkit';
import { listFontFiles } from './fonts.ts';

export interface FontFace {
  readonly file: string;
  readonly family: string;
  readonly style: string;
  /** `cff` outlines become Type 3 fonts in the PDF: larger, slower, poor for archives. */
  readonly outlines: 'truetype' | 'cff';
}

export interface GlyphCoverage {
  readonly faces: readonly FontFace[];
  /** SHA-256 over all font files in order: the same print needs the same fonts. */
  readonly hash: string;
  /** Characters no font can draw, as `U+20105 𠄅`, each once, in order of appearance; private-use characters always. */
  readonly missingGlyphs: (text: string) => string[];
}

const lastPoint = 0x10ffff;
const ignorable = /[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Zs}\p{Zl}\p{Zp}]/u;
const privateUse = /\p{Co}/u;

const nameOf = (character: string): string => {
  const point = character.codePointAt(0) ?? 0;
  return `U+${point.toString(16).toUpperCase().padStart(4, '0')} ${character}`;
};

const finder =
  (covered: Uint8Array) =>
  (text: string): string[] => {
    const missing = new Set<string>();
    for (const character of text) {
      const point = character.codePointAt(0) ?? 0;
      const drawn = ((covered[point >> 3] ?? 0) >> (point & 7)) & 1;
      if (privateUse.test(character) || (drawn === 0 && !ignorable.test(character))) missing.add(nameOf(character));
    }
    return [...missing];
  };

/** Reads every font once; a file that is no font is left out, so that one bad upload does not stop printing. */
export const readCoverage = async (folders: readonly string[]): Promise<GlyphCoverage> => {
  const { create } = await import('fontkit');
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
  return { faces, hash: hash.digest('hex'), missingGlyphs: finder(covered) };
};
