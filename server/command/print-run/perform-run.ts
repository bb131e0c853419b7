import { canonicalJson } from '#engine/json.ts';
import { Problem } from '#engine/problem.ts';
import type { BoundPages } from '../../print/bind-job.ts';
import { reachVolume } from '../../query/dossier/reach-dossier.ts';
import type { Piece, VolumePlan } from '../../query/dossier/volume-plan.ts';
import { loadActor } from '../../query/load-actor.ts';
import { asJson } from '../../storage/db.ts';
import { findPrintRun, type PrintRunRow, updatePrintRun } from '../../storage/print-runs.ts';
import { findHeader } from '../../storage/records.ts';
import type { Context } from '../context.ts';
import { appendEvent } from '../event.ts';
import { runCommand } from '../run-command.ts';
import { bindPapers } from './bind-papers.ts';
import { bindPieces } from './bind-pieces.ts';
import { noteVolumeSeal } from './note-volume-seal.ts';
import { preparePiece } from './prepare-piece.ts';
import { enqueueRun } from './store-print-run.ts';
import { tellPrinted } from './tell-printed.ts';

/** Milliseconds of one turn: other machine work, such as a paper somebody waits for, has its turn between. */
const turnLength = 1500;

/** Somebody asked it to stop. */
class Stopped extends Error {
  override name = 'Stopped';
}

/**
 * Makes the PDF of a run, piece by piece, in turns. What is made is stored by its hash and noted in the plan, so that a
 * run that was interrupted goes on; the PDF is there whole or not at all. A job; may run again.
 */
export const performPrintRun = async (
  context: Context,
  { run: id }: { readonly run: string },
  turn = turnLength,
): Promise<void> => {
  const run = await findPrintRun(context.storage.read, id);
  if (run === undefined || (run.state !== 'waiting' && run.state !== 'running')) return;
  try {
    const own = await asItsPerson(context, run);
    if (run.state === 'waiting') await note(context, id, { state: 'running', started_at: context.now });
    await takeTurn(own, run, turn);
  } catch (error) {
    await endBadly(context, run, error);
  }
};

/** Under the rights its person has today. */
const asItsPerson = async (context: Context, run: PrintRunRow): Promise<Context> => {
  const actor = await loadActor(context.storage.read, run.created_by, context.now);
  if (actor === undefined) throw new Problem('not-permitted');
  return { ...context, actor };
};

const note = (context: Context, id: string, set: Parameters<typeof updatePrintRun>[2]): Promise<number> =>
  context.storage.transact((db) => updatePrintRun(db, id, set));

const takeTurn = async (context: Context, run: PrintRunRow, turn: number): Promise<void> => {
  const work = await openWork(context, run);
  let plan = asJson<VolumePlan>(run.plan ?? '{}');
  const until = performance.now() + turn;
  const open = plan.pieces.filter(({ pages }) => pages === undefined);
  for (const [index, piece] of open.entries()) {
    if (index > 0 && performance.now() > until) return await goOn(context, run);
    if ((await findPrintRun(context.storage.read, run.id))?.cancel === 1) throw new Stopped();
    const made = await preparePiece(context, piece, { secrets: work.secrets, at: plan.at });
    plan = withPiece(plan, piece, made);
    const done = plan.pieces.filter(({ pages }) => pages !== undefined).length;
    await note(context, run.id, { plan: canonicalJson(plan), done, total: plan.pieces.length });
  }
  if ((await findPrintRun(context.storage.read, run.id))?.cancel === 1) throw new Stopped();
  await finish(context, run, { plan, bound: await work.bind(plan) });
};

/** A file that turned out not to be bound is listed instead; pictures that are not sound leave their piece. */
const withPiece = (plan: VolumePlan, old: Piece, made: Piece | undefined): VolumePlan => {
  const kept = made?.kind === 'photos' ? made.images : [];
  const dropped = old.kind === 'photos' ? old.images.filter((image) => !kept.includes(image)) : [];
  const unread = old.kind === 'file' && made === undefined ? [old.file] : [];
  return {
    ...plan,
    pieces: plan.pieces.flatMap((piece) => (piece !== old ? [piece] : made === undefined ? [] : [made])),
    media: [...plan.media, ...dropped, ...unread],
  };
};

interface Work {
  readonly secrets: boolean;
  readonly bind: (plan: VolumePlan) => Promise<Bound>;
}

type Bound = BoundPages & { readonly pieces: number; readonly sealed?: boolean };

/** What a run is to make, if its person may still have it. */
const openWork = async (context: Context, run: PrintRunRow): Promise<Work> => {
  if (run.kind === 'papers') return { secrets: true, bind: (plan) => bindPapers(context, run, plan) };
  const key = {
    module: run.module ?? '',
    id: run.record_id ?? '',
    dossier: run.dossier ?? '',
    volume: run.volume ?? '',
  };
  const reached = await reachVolume(context, key);
  return {
    secrets: reached.volume.secret !== undefined,
    bind: (plan) => bindPieces(context, { ...reached, plan }),
  };
};

const finish = async (
  context: Context,
  run: PrintRunRow,
  { plan, bound: { bytes, pages, pieces, sealed = false } }: { readonly plan: VolumePlan; readonly bound: Bound },
): Promise<void> => {
  const { hash, size } = await context.services.files.put(bytes);
  await runCommand(context, { route: 'print-run', body: { id: run.id } }, async (unit) => {
    const all = { done: plan.pieces.length, total: plan.pieces.length, pieces };
    const set = { state: 'done', pdf: hash, size, pages, ...all, error: null, ended_at: context.now } as const;
    await updatePrintRun(unit.db, run.id, set);
    await tellPrinted(unit, plan, run.kind === 'papers' ? 'batch' : 'dossier');
    const [record] = run.record_id === null ? [] : [await findHeader(unit.db, run.record_id)];
    if (sealed && record) await noteVolumeSeal(unit, { run, record, pages });
    await appendEvent(unit, {
      type: 'print.made',
      organization: run.organization,
      ...(record && { record: { id: record.id, root: record.root_id } }),
      data: {
        run: run.id,
        kind: run.kind,
        title: run.title,
        volume: run.volume,
        pages,
        pieces,
        sha256: hash,
        ...(sealed && record && { edges: pages }),
      },
    });
  });
};

const goOn = async (context: Context, run: PrintRunRow): Promise<void> => {
  await runCommand(context, { route: 'print-run-on', body: { id: run.id } }, (unit) => enqueueRun(unit, run.id));
};

/** What may pass by itself is tried again by the queue. */
const endBadly = async (context: Context, run: PrintRunRow, error: unknown): Promise<void> => {
  const ended_at = context.now;
  if (error instanceof Stopped) {
    await note(context, run.id, { state: 'cancelled', ended_at });
    return;
  }
  const expected = error instanceof Problem;
  const issue = expected
    ? (error.issues[0] ?? { code: `problem.${error.slug}`, params: error.params })
    : { code: 'print.runFailed', params: { reason: String(error).slice(0, 500) } };
  const said = canonicalJson({ code: issue.code, params: issue.params ?? {} });
  const passing = expected && error.status >= 500;
  await note(context, run.id, passing ? { state: 'waiting', error: said } : { state: 'failed', error: said, ended_at });
  if (passing || !expected) throw error;
};
