import type { AttachTo } from '../file/attach-to-record.ts';
import type { Choice } from '../value/choices.ts';

/** What the fields of a form may ask of the page around it. */
export interface BoxServices {
  readonly choices: (source: string) => Promise<readonly Choice[]>;
  /** The record that files are uploaded for; undefined while there is none yet. */
  readonly attach: AttachTo | undefined;
  /** The namespace of the form's fields in the record. */
  readonly into: string | undefined;
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
