import type { Language } from '#engine/message/translate.ts';
import type { Context } from '../../command/context.ts';
import { all, asJson } from '../../storage/db.ts';
import { type JobRow, openJobs } from '../../storage/jobs.ts';
import { listPrintRuns, type PrintRunRow } from '../../storage/print-runs.ts';
import { namesOf } from '../names-of.ts';
import { holdsSystem, requireSystem } from '../require-system.ts';
import { presentRun } from './present-run.ts';

interface Paper {
  readonly id: string;
  readonly title: string;
  readonly number: string | null;
  readonly module: string;
  readonly record_id: string;
  readonly issued_by: string | null;
}

const papersOf = async (context: Context, jobs: readonly JobRow[]): Promise<ReadonlyMap<string, Paper>> => {
  const ids = jobs.map(({ payload }) => asJson<{ document: string }>(payload).document);
  if (ids.length === 0) return new Map();
  const rows = await all<Paper>(
    context.storage.read,
    `select id, title, number, module, record_id, issued_by from document where id in (${ids.map(() => '?').join(', ')})`,
    ids,
  );
  return new Map(rows.map((row) => [row.id, row]));
};

type NameOf = Awaited<ReturnType<typeof namesOf>>;

/** What is of others is told by who and how far, not by what. */
const shownRun = (context: Context, run: PrintRunRow, { language, nameOf }: { language: Language; nameOf: NameOf }) => {
  const own = run.created_by === context.actor.id;
  const shown = presentRun(run, language);
  return {
    ...shown,
    ...(own ? {} : { title: null, module: null, record: null, sha256: null }),
    own,
    by: nameOf(run.created_by),
  };
};

const renders = async (context: Context, everything: boolean) => {
  const jobs = await openJobs(context.storage.read, 'render');
  const papers = await papersOf(context, jobs);
  return jobs.flatMap((job) => {
    const paper = papers.get(asJson<{ document: string }>(job.payload).document);
    const own = paper?.issued_by === context.actor.id;
    if (paper === undefined || (!own && !everything)) return [];
    return [
      {
        job: job.id,
        document: paper.id,
        title: own ? paper.title : null,
        number: own ? paper.number : null,
        module: paper.module,
        record: own ? paper.record_id : null,
        state: job.state,
        attempts: Number(job.attempts),
        error: job.error,
        createdAt: job.created_at,
        next: job.run_after,
        own,
      },
    ];
  });
};

/**
 * What waits to be printed, runs, is done or failed: this person's own, or everybody's for who keeps the platform running.
 * @throws Problem not-permitted
 */
export const readPrintQueue = async (
  context: Context,
  { language, all: everything }: { readonly language: Language; readonly all: boolean },
) => {
  if (everything) requireSystem(context, 'operations');
  const runs = await listPrintRuns(context.storage.read, everything ? undefined : context.actor.id);
  const nameOf = await namesOf(
    context,
    runs.map(({ created_by }) => created_by),
  );
  return {
    mayAll: holdsSystem(context, 'operations'),
    runs: runs.map((run) => shownRun(context, run, { language, nameOf })),
    renders: await renders(context, everything),
  };
};
