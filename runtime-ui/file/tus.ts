import { ApiProblem, request } from '../api.ts';

/** A resumable upload by the tus protocol 1.0.0: created, sent in pieces, asked where it stands after a break. */
const version = { 'Tus-Resumable': '1.0.0' };
const piece = 4 * 1024 * 1024;
const tries = 6;

const encode = (text: string): string => {
  const bytes = new TextEncoder().encode(text);
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
};

const begin = async (file: File): Promise<string> => {
  const metadata = `filename ${encode(file.name)},filetype ${encode(file.type || 'application/octet-stream')}`;
  const headers = { ...version, 'Upload-Length': String(file.size), 'Upload-Metadata': metadata };
  const answer = await request('POST', '/files', { headers });
  const location = answer.headers.get('Location') ?? '';
  return location.split('/').filter(Boolean).at(-1) ?? '';
};

const offsetOf = async (id: string): Promise<number> =>
  Number((await request('HEAD', `/files/${id}`, { headers: version })).headers.get('Upload-Offset') ?? 0);

const sendPiece = async (id: string, file: File, offset: number): Promise<number> => {
  const answer = await request('PATCH', `/files/${id}`, {
    headers: { ...version, 'Upload-Offset': String(offset), 'Content-Type': 'application/offset+octet-stream' },
    body: file.slice(offset, offset + piece),
  });
  return Number(answer.headers.get('Upload-Offset') ?? offset);
};

const isPassing = (error: unknown): boolean =>
  error instanceof ApiProblem &&
  (error.status === 0 || error.status === 409 || error.status === 423 || error.status >= 500);

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Uploads the file and gives the id of the finished upload. After a break it goes on where the server says it stands. */
export const upload = async (file: File, progress: (part: number) => void): Promise<string> => {
  const id = await begin(file);
  let offset = 0;
  let failures = 0;
  while (offset < file.size) {
    try {
      offset = await sendPiece(id, file, offset);
      failures = 0;
      progress(offset / file.size);
    } catch (error) {
      failures += 1;
      if (!isPassing(error) || failures > tries) throw error;
      await wait(300 * 2 ** failures);
      offset = await offsetOf(id).catch(() => offset);
    }
  }
  progress(1);
  return id;
};
