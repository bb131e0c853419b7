/** apply: it is the next one · old: it was applied before · gap: one before it has not arrived. */
export type StreamStep = 'apply' | 'old' | 'gap';

/** What to do with a message when `received` is the version of the last one applied from its stream (0: none). */
export const streamStep = (received: number, { version }: { readonly version: number }): StreamStep => {
  if (version <= received) return 'old';
  return version === received + 1 ? 'apply' : 'gap';
};
