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
