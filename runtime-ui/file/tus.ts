import { ApiProblem, request } from '../api.ts';

/** The tus protocol 1.0.0: an upload is created, sent in pieces, and asked where it stands after a break. */
const version = { 'Tus-Resumable': '1.0.0' };
const smallest = 256 * 1024;
const largest = 8 * 1024 ** 2;
/** A piece is to take about so many milliseconds: then progress is seen, and little is lost with it. */
const aim = 1500;

const encode = (text: string): string => {
  const bytes = new TextEncoder().encode(text);
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
};

/** Begins an upload and gives its id. */
export const beginUpload = async (file: File, signal?: AbortSignal): Promise<string> => {
  const metadata = `filename ${encode(file.name)},filetype ${encode(file.type || 'application/octet-stream')}`;
  const headers = { ...version, 'Upload-Length': String(file.size), 'Upload-Metadata': metadata };
  const answer = await request('POST', '/files', { headers, ...(signal && { signal }) });
  return (answer.headers.get('Location') ?? '').split('/').filter(Boolean).at(-1) ?? '';
};

/** How far an upload came; undefined when there is none any more. */
export const offsetOf = async (id: string, signal?: AbortSignal): Promise<number | undefined> => {
  try {
    const answer = await request('HEAD', `/files/${id}`, { headers: version, ...(signal && { signal }) });
    return Number(answer.headers.get('Upload-Offset') ?? 0);
  } catch (error) {
    if (error instanceof ApiProblem && (error.status === 404 || error.status === 410)) return undefined;
    throw error;
  }
};

/** Throws the upload away; what is gone already is fine. */
export const cancelUpload = async (id: string): Promise<void> => {
  await request('DELETE', `/files/${id}`, { headers: version }).catch(() => undefined);
};

export interface Sending {
  readonly id: string;
  readonly file: File;
  readonly from: number;
  readonly signal?: AbortSignal;
  /** Told after each piece with the bytes the server has. */
  readonly progress: (sent: number) => void;
}

/** Sends what the server does not have yet. @throws ApiProblem with status 0 where the network or the signal ended it */
export const sendRest = async ({ id, file, from, signal, progress }: Sending): Promise<void> => {
  let [offset, piece] = [from, smallest];
  progress(offset);
  while (offset < file.size) {
    const began = performance.now();
    const answer = await request('PATCH', `/files/${id}`, {
      headers: { ...version, 'Upload-Offset': String(offset), 'Content-Type': 'application/offset+octet-stream' },
      body: file.slice(offset, offset + piece),
      ...(signal && { signal }),
    });
    offset = Number(answer.headers.get('Upload-Offset') ?? offset + piece);
    const took = Math.max(performance.now() - began, 1);
    piece = Math.min(largest, Math.max(smallest, Math.round((piece * aim) / took)));
    progress(offset);
  }
};

/** What may pass by itself: the network, a lock, a server that is busy or restarting. */
export const isPassing = (error: unknown): boolean =>
  error instanceof ApiProblem &&
  ([0, 409, 423].includes(error.status) || (error.status >= 500 && error.status !== 507));

const tries = 6;

/** Uploads a whole file, going on after breaks, and gives the id of the finished upload. */
export const upload = async (file: File, progress: (part: number) => void): Promise<string> => {
  const id = await beginUpload(file);
  for (let failures = 0; ; ) {
    try {
      const from = (await offsetOf(id)) ?? 0;
      await sendRest({ id, file, from, progress: (sent) => progress(file.size === 0 ? 1 : sent / file.size) });
      return id;
    } catch (error) {
      failures += 1;
      if (!isPassing(error) || failures > tries) throw error;
      await new Promise((resolve) => setTimeout(resolve, 300 * 2 ** failures));
    }
  }
};
