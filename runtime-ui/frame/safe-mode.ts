import type { Finding } from '#engine/definition/catalog.ts';

/** Why the definitions in force are not those that should be. */
export interface SafeMode {
  /** The release that is used instead; empty for the pack that is shipped. */
  readonly release: string;
  /** The release that does not build, or `shipped`. */
  readonly failed: string;
  readonly issues: readonly Finding[];
}

interface Ready {
  readonly definitions?: { readonly safeMode: SafeMode | null };
}

/** What the server says of its definitions; null while all is as it should be or where it cannot be asked. */
export const loadSafeMode = async (): Promise<SafeMode | null> => {
  const answer = await fetch('/readyz').catch(() => undefined);
  const ready = (await answer?.json().catch(() => undefined)) as Ready | undefined;
  return ready?.definitions?.safeMode ?? null;
};
