import type { Attachment } from '#engine/form/value/attachment.ts';
import type { Choice } from '../value/choices.ts';

/** What the fields of a form may ask of the page around it. */
export interface BoxServices {
  readonly choices: (source: string) => Promise<readonly Choice[]>;
  /** Uploads a file and ties it to the record; undefined while there is no record yet. */
  readonly attach: ((file: File, field: string, progress: (part: number) => void) => Promise<Attachment>) | undefined;
}

const boxes = new Map<string, BoxServices>();
let last = 0;

/** Gives a box its name. Fields know it by name only: the renderer copies its definitions and would copy functions badly. */
export const openBox = (services: BoxServices): string => {
  last += 1;
  boxes.set(`box-${last}`, services);
  return `box-${last}`;
};

export const closeBox = (box: string): void => void boxes.delete(box);

export const servicesOf = (box: string): BoxServices | undefined => boxes.get(box);
