export type PrintErrorCode =
  | 'unavailable'
  | 'deadline'
  | 'memory'
  | 'crashed'
  | 'tooManyPages'
  | 'requestBlocked'
  | 'noFontEmbedded'
  | 'closed';

/** Why a print failed. `unavailable`, `deadline`, `memory` and `crashed` may pass by themselves; the others lie in the document. */
export class PrintError extends Error {
  readonly code: PrintErrorCode;
  readonly detail: string;

  constructor(code: PrintErrorCode, detail: string) {
    super(`${code}: ${detail}`);
    this.name = 'PrintError';
    this.code = code;
    this.detail = detail;
  }
}
