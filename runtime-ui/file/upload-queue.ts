import { type FileLimits, faultByName, usualMost } from '#engine/file/limits.ts';
import type { Attachment } from '#engine/form/value/attachment.ts';
import { translate } from '#engine/message/translate.ts';
import { ApiProblem, api } from '../api.ts';
import { asProblem } from '../use-loaded.ts';
import { language, say } from '../words.ts';
import { aboutFile } from './about-file.ts';
import type { AttachTo } from './attach-to-record.ts';
import { beginUpload, cancelUpload, isPassing, offsetOf, sendRest } from './tus.ts';
import { forgetUpload, printOf, rememberUpload, unfinishedAt } from './unfinished.ts';

export interface UploadTarget extends AttachTo {
  /** Path of the field in the record; '' for the record as a whole. */
  readonly field: string;
}

/** `offline`: waits for the network by itself; `paused` and `failed`: for the person. */
type UploadState = 'waiting' | 'going' | 'paused' | 'offline' | 'failed' | 'done';

export interface UploadJob {
  readonly key: number;
  readonly place: string;
  readonly target: UploadTarget;
  readonly file: File;
  readonly state: UploadState;
  readonly sent: number;
  readonly fault?: string;
  /** False for what no second try mends. */
  readonly again?: boolean;
  readonly made?: Attachment;
}

interface Attached {
  readonly id: string;
  readonly hash: string;
  readonly size: number;
  readonly type: string;
  readonly name: string;
}

const atOnce = 2;
const waits = [1000, 2000, 4000, 8000, 15_000];

let jobs: readonly UploadJob[] = [];
let last = 0;
const ids = new Map<number, string>();
const stops = new Map<number, AbortController>();
const listeners = new Set<() => void>();

export const placeOf = ({ module, record, field }: UploadTarget): string => `${module} ${record} ${field}`;

export const subscribeUploads = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

export const uploadJobs = (): readonly UploadJob[] => jobs;

const tell = (next: readonly UploadJob[]): void => {
  jobs = next;
  for (const listener of listeners) listener();
};

const find = (key: number): UploadJob | undefined => jobs.find((job) => job.key === key);

const change = (key: number, part: Partial<UploadJob>): void =>
  tell(jobs.map((job) => (job.key === key ? { ...job, ...part } : job)));

/** Puts files in the queue; what the field does not take stands there with its reason. `there` counts what the field holds. */
export const addUploads = (files: readonly File[], target: UploadTarget, limits: FileLimits, there: number): void => {
  for (const file of files) {
    const known = jobs.find((job) => isSame(job, placeOf(target), file));
    if (known?.state === 'going' || known?.state === 'offline') continue;
    // Chosen again: goes on where it stopped.
    if (known !== undefined && known.again !== false) change(known.key, { state: 'waiting' });
    else tell([...jobs.filter((job) => job !== known), newJob(file, target, limits, there)]);
  }
  startNext();
};

const isSame = ({ place, file, state }: UploadJob, at: string, other: File): boolean =>
  place === at && file.name === other.name && file.size === other.size && state !== 'done';

const newJob = (file: File, target: UploadTarget, limits: FileLimits, there: number): UploadJob => {
  last += 1;
  const place = placeOf(target);
  const most = limits.most ?? usualMost;
  const queued = jobs.filter((job) => job.place === place && job.again !== false).length;
  const full = there + queued >= most ? { path: '', code: 'file.tooMany', params: { limit: most } } : undefined;
  const fault = faultByName(file, limits) ?? full;
  const job = { key: last, place, target, file, sent: 0, state: 'waiting' } as const;
  return fault === undefined ? job : { ...job, state: 'failed', again: false, fault: translate(fault, language()) };
};

export const pauseUpload = (key: number): void => {
  change(key, { state: 'paused' });
  stops.get(key)?.abort();
};

export const resumeUpload = (key: number): void => {
  change(key, { state: 'waiting' });
  startNext();
};

/** Takes it out of the queue; what the server has of it is thrown away. */
export const dropUpload = (key: number): void => {
  const id = ids.get(key);
  const job = find(key);
  tell(jobs.filter((one) => one.key !== key));
  stops.get(key)?.abort();
  ids.delete(key);
  if (id !== undefined && job?.state !== 'done') {
    forgetUpload(id);
    void cancelUpload(id);
  }
  startNext();
};

/** Hands over what has arrived at a place; each is handed over once. */
export const takeArrived = (place: string): readonly Attachment[] => {
  const arrived = jobs.filter((job) => job.place === place && job.made !== undefined);
  if (arrived.length > 0) tell(jobs.filter((job) => !arrived.includes(job)));
  return arrived.flatMap(({ made }) => (made === undefined ? [] : [made]));
};

const startNext = (): void => {
  const free = atOnce - jobs.filter(({ state }) => state === 'going' || state === 'offline').length;
  for (const { key } of jobs.filter(({ state }) => state === 'waiting').slice(0, Math.max(0, free))) void work(key);
};

const work = async (key: number): Promise<void> => {
  const stop = new AbortController();
  stops.set(key, stop);
  change(key, { state: 'going' });
  for (let failures = 0; find(key)?.state === 'going'; ) {
    try {
      await carry(key, stop.signal, () => {
        failures = 0;
      });
    } catch (error) {
      if (stop.signal.aborted) break;
      failures += 1;
      if (!(await mayGoOn(key, error, failures, stop.signal))) break;
    }
  }
  if (stops.get(key) === stop) stops.delete(key);
  startNext();
};

/** What passes by itself is waited for as long as the page is open, other faults are the person's. */
const mayGoOn = async (key: number, error: unknown, failures: number, signal: AbortSignal): Promise<boolean> => {
  if (!isPassing(error)) {
    const { issues, message, status } = asProblem(error);
    const fault = issues[0]?.message ?? (message || say('upload.failed'));
    change(key, { state: 'failed', fault, again: ![413, 415, 422].includes(status) });
    return false;
  }
  const cut = error instanceof ApiProblem && error.status === 0;
  if (cut) change(key, { state: 'offline' });
  await pause(waits[Math.min(failures, waits.length) - 1] ?? 0, signal);
  if (signal.aborted || find(key) === undefined) return false;
  change(key, { state: 'going' });
  return true;
};

/** Ends early when the network is back. */
const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      removeEventListener('online', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    addEventListener('online', done);
    signal.addEventListener('abort', done, { once: true });
  });

/** From where it stands to the file of the record. */
const carry = async (key: number, signal: AbortSignal, moved: () => void): Promise<void> => {
  const job = find(key);
  if (job === undefined) return;
  const { file, place, target } = job;
  const print = await printOf(file);
  const known = ids.get(key) ?? unfinishedAt(place).find((one) => one.print === print)?.id;
  const there = known === undefined ? undefined : await offsetOf(known, signal);
  if (known !== undefined && there === undefined) forgetUpload(known);
  const id = known !== undefined && there !== undefined ? known : await beginUpload(file, signal);
  ids.set(key, id);
  const progress = (sent: number) => {
    moved();
    rememberUpload({ id, place, print, name: file.name, size: file.size, sent, at: Date.now() });
    change(key, { sent });
  };
  await sendRest({ id, file, from: there ?? 0, signal, progress });
  const about = await aboutFile(file);
  const body = { upload: id, name: file.name, field: target.field, ...(about && { about }) };
  const made = await api.post<Attached>(`/records/${target.module}/${target.record}/files`, body, `attach-${id}`);
  forgetUpload(id);
  ids.delete(key);
  const { hash, ...rest } = made;
  change(key, { state: 'done', made: { ...rest, sha256: hash } });
};

addEventListener('beforeunload', (event) => {
  if (jobs.some(({ state }) => state === 'going' || state === 'waiting' || state === 'offline')) event.preventDefault();
});
