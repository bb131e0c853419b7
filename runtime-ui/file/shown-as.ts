import { kindOfName } from '#engine/file/endings.ts';
import type { SeenFile } from './seen-file.ts';

const pictures: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/bmp']);
const films: ReadonlySet<string> = new Set(['video/mp4', 'video/webm', 'video/quicktime', 'video/3gpp']);
const sounds: ReadonlySet<string> = new Set(['audio/mpeg', 'audio/mp4', 'audio/wav', 'audio/ogg', 'audio/aac']);

export type ShownAs = 'picture' | 'film' | 'sound' | 'pdf' | 'text' | 'none';

/** How the browser can draw a file; by its content's type, or its name where a form did not keep the type. */
export const shownAs = ({ type, name }: Pick<SeenFile, 'type' | 'name'>): ShownAs => {
  const kind = kindOfName(name);
  const guessed = {
    image: 'image/jpeg',
    video: 'video/mp4',
    audio: 'audio/mpeg',
    pdf: 'application/pdf',
    text: 'text/plain',
  };
  const known = type ?? guessed[kind as keyof typeof guessed] ?? '';
  // A container of sound alone is told by its name.
  if (sounds.has(known) || (known === 'video/mp4' && kind === 'audio')) return 'sound';
  if (pictures.has(known)) return 'picture';
  if (films.has(known)) return 'film';
  if (known === 'application/pdf') return 'pdf';
  return known === 'text/plain' ? 'text' : 'none';
};
