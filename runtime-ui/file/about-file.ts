import { kindOfName } from '#engine/file/endings.ts';

/** What the browser the file came from can tell of it; the server decodes no file. */
export interface AboutFile {
  /** A small picture as a data URL. */
  readonly thumbnail?: string;
  readonly width?: number;
  readonly height?: number;
}

const edge = 240;
const longest = 40_000;
/** Pictures larger than this are not opened for a small one. */
const largest = 60 * 1024 ** 2;

/** undefined where there is nothing to tell. A picture the browser cannot draw has no small one. */
export const aboutFile = async (file: File): Promise<AboutFile | undefined> => {
  if (kindOfName(file.name) !== 'image' || file.size > largest) return undefined;
  try {
    // As the camera was held.
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
    const { width, height } = picture;
    const thumbnail = small(picture);
    picture.close();
    return { width, height, ...(thumbnail && { thumbnail }) };
  } catch {
    return undefined;
  }
};

const small = (picture: ImageBitmap): string | undefined => {
  const scale = Math.min(1, edge / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const pen = canvas.getContext('2d');
  if (pen === null) return undefined;
  pen.fillStyle = 'white';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const url = canvas.toDataURL('image/jpeg', 0.72);
  return url.length <= longest ? url : undefined;
};
