import type { Finding } from '#engine/definition/catalog.ts';
import type { Pack } from '../catalog/pack.ts';
import { judgeText } from './judge-text.ts';

/** The findings a new text of one file brings. */
export const checkFile = (pack: Pack, file: string, text: string): readonly Finding[] =>
  judgeText(pack, file, text).findings;
