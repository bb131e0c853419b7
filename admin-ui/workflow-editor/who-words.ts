import type { Who } from '#engine/schema/types.gen.ts';
import { titled } from '../../runtime-ui/words.ts';
import type { Pack } from '../catalog/pack.ts';
import { say } from '../words.ts';

/** One of the people named, in words. */
export const whoWords = ({ catalog }: Pick<Pack, 'catalog'>, who: Who): string => {
  const title = (key: string) => titled(catalog.definitions.post.get(key)?.title) || key;
  return [
    ...(who.post === undefined ? [] : [title(who.post)]),
    ...(who.assigned === undefined ? [] : [say('who.assigned', { name: title(who.assigned) })]),
    ...(who.author ? [say('who.author')] : []),
  ].join(say('who.and'));
};
