import type { Title } from '#engine/schema/types.gen.ts';
import { titled } from '../words.ts';

/** Why a rule set failed, in the reader's language where it has words. */
export const reasonWords = (reason: Title | string | null): string =>
  typeof reason === 'string' ? reason : titled(reason);
