import { Worker } from 'node:worker_threads';
import type { FontFace, ReadFonts } from './read-fonts.ts';

export interface GlyphCoverage {
  readonly faces: readonly FontFace[];
  /** SHA-256 over all font files in order: the same print needs the same fonts. */
  readonly hash: string;
  /** Characters no font can draw, as `U+20105 𠄅`, each once, in order of appearance; private-use characters always. */
  readonly missingGlyphs: (text: string) => string[];
}

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

/**
 * Reads every font once; a file that is no font is left out, so that one bad upload does not stop printing. A thread of
 * its own does it and takes its memory with it.
 */
export const readCoverage = async (folders: readonly string[]): Promise<GlyphCoverage> => {
  const worker = new Worker(new URL('./glyph-worker.ts', import.meta.url), { workerData: folders, env: {} });
  const { faces, hash, covered } = await new Promise<ReadFonts>((resolve, reject) => {
    worker.once('message', resolve).once('error', reject);
    worker.once('exit', () => reject(new Error('the fonts could not be read')));
  });
  return { faces, hash, missingGlyphs: finder(covered) };
};
