import type { Issue } from './issue.ts';

/** Every expected refusal: slug → HTTP status. The words are in engine/message/problem.{zh,en}.json by slug. */
const problems = {
  'invalid-input': 422,
  'idempotency-mismatch': 422,
  'idempotency-missing': 400,
  'malformed-request': 400,
  'not-signed-in': 401,
  'sign-in-failed': 401,
  'password-change': 403,
  'not-permitted': 403,
  'not-found': 404,
  'method-not-allowed': 405,
  'already-exists': 409,
  'record-stale': 409,
  'action-not-available': 409,
  'definitions-refused': 422,
  'draft-conflict': 409,
  'too-large': 413,
  'unsupported-type': 415,
  'too-many': 429,
  busy: 503,
  'unknown-outcome': 503,
  'not-available': 503,
  'storage-full': 507,
} as const satisfies Record<string, number>;

export type ProblemSlug = keyof typeof problems;

export interface ProblemDetails {
  readonly issues?: readonly Issue[];
  readonly params?: Readonly<Record<string, unknown>>;
  /** Seconds after which asking again may help. */
  readonly retryAfter?: number;
}

/** An expected refusal. Anything else that is thrown is a bug. */
export class Problem extends Error {
  readonly slug: ProblemSlug;
  readonly status: number;
  readonly issues: readonly Issue[];
  readonly params: Readonly<Record<string, unknown>>;
  readonly retryAfter: number | undefined;

  constructor(slug: ProblemSlug, details: ProblemDetails = {}) {
    super(slug);
    this.name = 'Problem';
    this.slug = slug;
    this.status = problems[slug];
    this.issues = details.issues ?? [];
    this.params = details.params ?? {};
    this.retryAfter = details.retryAfter;
  }
}

export const problem = (slug: ProblemSlug, details?: ProblemDetails): Problem => new Problem(slug, details);
