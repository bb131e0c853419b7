import { type Widening, widening, widens } from '#engine/access/widening.ts';
import { runGolden } from '#engine/definition/golden.ts';
import { problem } from '#engine/problem.ts';
import { requireSystem } from '../../query/require-system.ts';
import type { Context } from '../context.ts';
import { runCommand } from '../run-command.ts';
import type { Unit } from '../unit.ts';
import { grantingRight } from './approval.ts';
import { type Candidate, candidateOf, catalogBefore, type Delta } from './candidate.ts';
import { flipRelease, type Published, prepareCandidate, sameManifest, wasRaced } from './flip-release.ts';
import { judgeCandidate } from './judge-candidate.ts';
import { type Preview, previewCandidate } from './preview-candidate.ts';
import { recallAnswer } from './recall-answer.ts';
import { type DraftImpact, runAfterRelease } from './release-sweeps.ts';

export interface Publication {
  readonly route: string;
  readonly idempotencyKey?: string;
  readonly body: unknown;
  /** The release the delta was made on. */
  readonly base: string;
  readonly delta: Delta;
  readonly note: string;
  /** Who besides the publisher let it widen access; asked only where it does. Absent: nobody can. */
  readonly approver?: (wide: Widening) => Promise<string | undefined>;
  /** What is to be shown and compared of the rule sets over many records; asked when nothing else speaks against it. */
  readonly impacts?: (candidate: Candidate) => Promise<readonly DraftImpact[]>;
  /** What else is written in the flip's transaction. */
  readonly also?: (unit: Unit) => Promise<void>;
}

export interface PublishedDelta extends Published {
  readonly preview: Pick<Preview, 'examined' | 'changed'>;
}

/** Open records looked at again before a flip; the full preview is asked for on its own. */
const recheckedRecords = 1000;
const tries = 3;

/**
 * Publishes a delta: rebased on the release in force, checked, tested and previewed as it would then stand; prepared; and
 * flipped in one transaction. Others may publish meanwhile: then all of it is done again on theirs.
 * @throws Problem definitions-refused with findings or failed golden cases, draft-conflict, not-permitted.
 */
export const publishDelta = async (context: Context, publication: Publication): Promise<PublishedDelta> => {
  requireSystem(context, 'definitionsPublish');
  const done = await recallAnswer<PublishedDelta>(context, publication);
  if (done !== undefined) return done;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await attemptOnce(context, publication);
    } catch (error) {
      if (attempt >= tries || !wasRaced(error)) throw error;
    }
  }
};

const attemptOnce = async (context: Context, publication: Publication): Promise<PublishedDelta> => {
  const candidate = await candidateOf(context.storage.read, publication.base, publication.delta);
  if (sameManifest(candidate.before, candidate.manifest))
    throw problem('definitions-refused', { issues: [{ path: '', code: 'draft-empty' }], params: { count: 1 } });
  await refuseFaults(context, candidate);
  const approver = await secondPerson(context, candidate, publication);
  const { examined, changed } = await previewCandidate(context, candidate, { limit: 0, records: recheckedRecords });
  const impacts = (await publication.impacts?.(candidate)) ?? [];
  await prepareCandidate(context, candidate.catalog);
  const { route, idempotencyKey, body, note, also } = publication;
  const command = { route, body, ...(idempotencyKey && { idempotencyKey }) };
  const published = await runCommand(context, command, async (unit) => {
    await also?.(unit);
    return { ...(await flipRelease(unit, candidate, { note, approver })), preview: { examined, changed } };
  });
  await context.services.reload();
  await runAfterRelease(context, published.id, impacts);
  return published;
};

/** A release that widens access needs the yes of a second person who may grant rights; the answer is who gave it. */
const secondPerson = async (
  context: Context,
  candidate: Candidate,
  { approver }: Publication,
): Promise<string | null> => {
  const wide = widening(await catalogBefore(context, candidate), candidate.catalog);
  if (!widens(wide)) return null;
  const second = await approver?.(wide);
  if (second !== undefined) return second;
  const gaining = [...wide.roles, ...wide.fields].map(({ title }) => title);
  const code = approver === undefined ? 'release-widens-alone' : 'release-widens';
  throw problem('not-permitted', { issues: [{ path: '', code, params: { gaining, right: grantingRight } }] });
};

const refuseFaults = async (context: Context, candidate: Candidate): Promise<void> => {
  const findings = await judgeCandidate(context, candidate);
  const failed = (await runGolden(candidate.catalog)).filter(({ ok }) => !ok);
  const issues = [
    ...findings,
    ...failed.map(({ golden, case: name, expected, actual }) => ({
      path: '',
      code: 'golden-failed',
      params: { golden, name, expected: JSON.stringify(expected), actual: JSON.stringify(actual) },
    })),
  ];
  if (issues.length > 0) throw problem('definitions-refused', { issues, params: { count: issues.length } });
};
