/** One fault at one place. Engine functions return these; the words are chosen from the messages by `code`. */
export interface Issue {
  /** JSON Pointer (RFC 6901) into the data or definition that was judged; '' is the whole. */
  readonly path: string;
  readonly code: string;
  readonly params?: Readonly<Record<string, unknown>>;
}

/** Joins segments to a JSON Pointer, escaping as RFC 6901 §3 asks. */
export const pointer = (...segments: readonly (string | number)[]): string =>
  segments.map((segment) => `/${String(segment).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
