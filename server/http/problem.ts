import type { Context as KoaContext, Next } from 'koa';
import { Problem, type ProblemSlug, problem } from '#engine/problem.ts';
import { type Language, languageOf, translate, words } from './language.ts';

interface ProblemBody {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly instance: string;
  readonly issues?: readonly { path: string; code: string; params?: unknown; message: string }[];
}

/** The body of RFC 9457 for a refusal, in the caller's language. */
const presentProblem = (refusal: Problem, language: Language, requestId: string): ProblemBody => ({
  type: `urn:problem-type:zhifa:${refusal.slug}`,
  title: words(refusal.slug, { count: refusal.issues.length, ...refusal.params }, language),
  status: refusal.status,
  instance: `urn:uuid:${requestId}`,
  ...(refusal.issues.length > 0 && {
    issues: refusal.issues.map((issue) => ({ ...issue, message: translate(issue, language) })),
  }),
});

const bodyFaults: Record<string, ProblemSlug> = {
  'entity.too.large': 'too-large',
  'encoding.unsupported': 'unsupported-type',
  'charset.unsupported': 'unsupported-type',
};

/** `limit` in bytes, where it is known. */
const tooLarge = (limit: number | undefined): Problem =>
  problem(
    'too-large',
    limit === undefined ? {} : { issues: [{ path: '', code: 'body.size', params: { limit: limit / 1024 ** 2 } }] },
  );

/** What a thrown thing means to the caller, or undefined for a bug. Body parser faults carry a 4xx status and a type. */
const refusalOf = (thrown: unknown): Problem | undefined => {
  if (thrown instanceof Problem) return thrown;
  if (typeof thrown !== 'object' || thrown === null) return undefined;
  const { status, type, limit } = thrown as { status?: number; type?: string; limit?: number };
  if (status === 413) return tooLarge(limit);
  if (status !== undefined && status >= 400 && status < 500)
    return problem(bodyFaults[type ?? ''] ?? 'malformed-request');
  return undefined;
};

export type ReportBug = (error: unknown, requestId: string) => void;

const bug = (requestId: string, language: Language): ProblemBody => ({
  type: 'urn:problem-type:zhifa:internal',
  title: words('internal', { request: requestId }, language),
  status: 500,
  instance: `urn:uuid:${requestId}`,
});

const answer = (ctx: KoaContext, thrown: unknown, report: ReportBug): void => {
  const requestId: string = ctx.state.requestId;
  const refusal = refusalOf(thrown);
  if (refusal === undefined) report(thrown, requestId);
  const language = languageOf(ctx);
  const body = refusal ? presentProblem(refusal, language, requestId) : bug(requestId, language);
  ctx.status = body.status;
  ctx.body = body;
  ctx.type = 'application/problem+json';
  if (refusal?.retryAfter !== undefined) ctx.set('Retry-After', String(refusal.retryAfter));
  if (refusal?.params.allow) ctx.set('Allow', String(refusal.params.allow));
};

/** The only translator of faults to answers. It stands below the security headers, so that they stay on refusals. */
export const answerProblems =
  (report: ReportBug) =>
  async (ctx: KoaContext, next: Next): Promise<void> => {
    try {
      await next();
      if (ctx.status === 404 && ctx.body === undefined) throw problem('not-found');
    } catch (thrown) {
      answer(ctx, thrown, report);
    }
  };
