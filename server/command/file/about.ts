import { isObject } from '#engine/json.ts';
import { problem } from '#engine/problem.ts';

/** What a file says of itself, as the browser it came from understood it: for showing, never for deciding. */
export interface AboutFile {
  /** A small picture as a data URL. */
  readonly thumbnail?: string;
  /** Of a picture as it is shown, in pixels. */
  readonly width?: number;
  readonly height?: number;
}

const isLength = (value: unknown): boolean => Number.isInteger(value) && Number(value) > 0 && Number(value) <= 100_000;
const thumbnailShape = /^data:image\/jpeg;base64,[A-Za-z0-9+/]{4,40000}={0,2}$/;

const members: Readonly<Record<string, (value: unknown) => boolean>> = {
  thumbnail: (value) => typeof value === 'string' && thumbnailShape.test(value),
  width: isLength,
  height: isLength,
};

/** @throws Problem invalid-input */
export const readAbout = (value: unknown): AboutFile | undefined => {
  if (value === undefined) return undefined;
  const entries = isObject(value) ? Object.entries(value) : [];
  const wrong = entries.find(([key, one]) => !(Object.hasOwn(members, key) && members[key]?.(one)));
  if (!isObject(value) || wrong !== undefined)
    throw problem('invalid-input', {
      issues: [{ path: `/about/${wrong?.[0].slice(0, 64) ?? ''}`, code: 'query.type' }],
    });
  return value as AboutFile;
};
