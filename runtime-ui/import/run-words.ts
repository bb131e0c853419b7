import type { ImportRun } from '../answer/imports.ts';
import { say, sayIfKnown } from '../words.ts';

const colors: Readonly<Partial<Record<ImportRun['state'], string>>> = {
  done: 'success',
  refused: 'error',
  failed: 'error',
  checking: 'processing',
  waiting: 'processing',
  running: 'processing',
};

export const isGoing = ({ state }: Pick<ImportRun, 'state'>): boolean =>
  state === 'checking' || state === 'waiting' || state === 'running';

export const stateColor = ({ state, bad }: Pick<ImportRun, 'state' | 'bad'>): string =>
  state === 'checked' ? (bad > 0 ? 'warning' : 'success') : (colors[state] ?? 'default');

export const stateWords = ({ state }: Pick<ImportRun, 'state'>): string => sayIfKnown(`importState.${state}`) ?? state;

/** How much of it is done, in percent. */
export const percentOf = ({ state, rows, done }: Pick<ImportRun, 'state' | 'rows' | 'done'>): number => {
  if (state === 'done') return 100;
  return rows === 0 ? 0 : Math.min(99, Math.floor((done / rows) * 100));
};

/** Where a run that somebody cancelled has stopped, and what of it stays; nothing of any other run. */
export const stoppedWords = ({ state, started, mode, done, written }: ImportRun): string | undefined => {
  if (state !== 'cancelled') return undefined;
  if (!started) return say('imports.stopped.check');
  return mode === 'all' ? say('imports.stopped.all') : say('imports.stopped.rows', { done, written });
};

/** Whether a run that was stopped goes on behind the rows that went in. */
export const goesOn = ({ started, mode, done }: Pick<ImportRun, 'started' | 'mode' | 'done'>): boolean =>
  started && mode === 'rows' && done > 0;

/** What came out, in one line. */
export const outcomeWords = (run: ImportRun): string =>
  say(run.started ? 'imports.outcome' : 'imports.found', {
    rows: run.rows,
    good: run.good,
    bad: run.bad,
    written: run.written,
    skipped: run.skipped,
  });

const told = ['updated', 'unchanged', 'kept', 'closed', 'nobody'] as const;

/** How many records were updated, left as they were, or came in with nobody to ask. */
export const noteWords = ({ notes = {} }: ImportRun): string =>
  told
    .flatMap((key) => (notes[key] === undefined ? [] : [say(`imports.note.${key}`, { count: notes[key] })]))
    .join(' ');
