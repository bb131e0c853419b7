import type { Issue } from '#engine/issue.ts';

/** A file that is not taken at all; the issue says why. */
export class BadFile extends Error {
  override name = 'BadFile';
  readonly issue: Omit<Issue, 'path'>;

  constructor(code: string, params: Readonly<Record<string, unknown>> = {}) {
    super(code);
    this.issue = { code, params };
  }
}
