import type { Attachment } from '#engine/form/value/attachment.ts';
import { api } from '../api.ts';
import { upload } from './tus.ts';

interface Attached {
  readonly id: string;
  readonly hash?: string;
  readonly size?: number;
  readonly type?: string;
}

/** Uploads a file and ties it to a record; the answer is what a field of the record holds of it. */
export const attachToRecord =
  (module: string, record: string) =>
  async (file: File, field: string, progress: (part: number) => void): Promise<Attachment> => {
    const id = await upload(file, progress);
    const made = await api.post<Attached>(`/records/${module}/${record}/files`, { upload: id, name: file.name, field });
    return {
      id: made.id,
      name: file.name,
      size: made.size ?? file.size,
      ...(made.hash !== undefined && { sha256: made.hash }),
      ...(made.type !== undefined && { type: made.type }),
    };
  };
