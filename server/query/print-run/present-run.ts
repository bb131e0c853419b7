import { type Language, translate } from '#engine/message/translate.ts';
import { asJson } from '../../storage/db.ts';
import type { PrintRunRow } from '../../storage/print-runs.ts';

/** A run as people see it; the plan behind it stays inside. */
export const presentRun = (run: PrintRunRow, language: Language) => {
  const error = run.error === null ? undefined : asJson<{ code: string; params: Record<string, unknown> }>(run.error);
  return {
    id: run.id,
    kind: run.kind,
    title: run.title,
    module: run.module,
    record: run.record_id,
    dossier: run.dossier,
    volume: run.volume,
    state: run.state,
    done: Number(run.done),
    total: Number(run.total),
    size: run.size === null ? null : Number(run.size),
    pages: run.pages === null ? null : Number(run.pages),
    pieces: run.pieces === null ? null : Number(run.pieces),
    sha256: run.pdf,
    error: error === undefined ? null : translate({ path: '', ...error }, language),
    createdAt: run.created_at,
    startedAt: run.started_at,
    endedAt: run.ended_at,
  };
};
