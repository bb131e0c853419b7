import type { Title } from '#engine/schema/types.gen.ts';

/** As GET /print-runs/:id answers; in the queue, what is of others has no title. */
export interface PrintRun {
  readonly id: string;
  readonly kind: 'volume' | 'papers';
  readonly title: string | null;
  readonly module: string | null;
  readonly record: string | null;
  readonly state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
  readonly done: number;
  readonly total: number;
  /** Bytes. */
  readonly size: number | null;
  readonly pages: number | null;
  readonly pieces: number | null;
  readonly sha256: string | null;
  readonly error: string | null;
  readonly createdAt: string;
  readonly endedAt: string | null;
}

export interface QueuedRun extends PrintRun {
  readonly own: boolean;
  readonly by: { readonly name: string };
}

/** A numbered document whose PDF is not there yet. */
export interface QueuedRender {
  readonly job: string;
  readonly document: string;
  readonly title: string | null;
  readonly number: string | null;
  readonly module: string;
  readonly record: string | null;
  readonly state: 'waiting' | 'running' | 'failed';
  readonly attempts: number;
  readonly error: string | null;
  readonly createdAt: string;
}

/** As GET /print-queue answers. */
export interface PrintQueue {
  readonly mayAll: boolean;
  readonly runs: readonly QueuedRun[];
  readonly renders: readonly QueuedRender[];
}

export interface VolumePiece {
  readonly kind: 'paper' | 'scan' | 'sheet' | 'file' | 'photos';
  readonly title: string;
  readonly number: string | null;
  readonly date: string | null;
  readonly note: string | null;
  readonly masked: boolean;
  readonly pages: number | null;
  readonly count: number;
}

interface VolumeMedium {
  readonly id: string;
  readonly title: string;
  readonly name: string;
  readonly size: number;
}

export interface DossierVolume {
  readonly key: string;
  readonly title: Title;
  readonly secret: boolean;
  readonly parts: readonly { readonly title: Title; readonly pieces: readonly VolumePiece[] }[];
  readonly media: readonly VolumeMedium[];
  readonly bound: (PrintRun & { readonly current: boolean }) | null;
  readonly running: PrintRun | null;
}

/** As GET /records/:module/:id/dossiers answers. */
export interface Dossier {
  readonly key: string;
  /** The record it is the file of. */
  readonly record: { readonly module: string; readonly id: string };
  readonly title: Title;
  readonly number: string | null;
  readonly checklist: string | null;
  readonly volumes: readonly DossierVolume[];
}
