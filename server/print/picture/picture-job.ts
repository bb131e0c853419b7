import type { WordChange } from '#engine/document/paper-comparison.ts';

/** A rectangle on a page, in points from its top left corner. */
export interface PageBox {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A line of text as it stands on a page. */
export interface PageLine extends PageBox {
  readonly text: string;
  /** Points, as printed. */
  readonly size: number;
  /** How far its wide characters stand apart: the middle one of their gaps, in parts of their size. */
  readonly gap: number;
}

export interface PagePicture {
  /** Points. */
  readonly width: number;
  readonly height: number;
  readonly lines: readonly PageLine[];
  /** PNG; absent when no pictures were asked for. */
  readonly png?: Uint8Array;
}

export interface PageDifference {
  /** What of the page before is gone or stands otherwise; with its picture where asked for. null: there was no such page. */
  readonly before: { readonly marks: readonly PageBox[]; readonly png?: Uint8Array } | null;
  readonly after: { readonly marks: readonly PageBox[]; readonly png?: Uint8Array } | null;
  /** True when any pixel differs. */
  readonly changed: boolean;
}

export interface PaperDifference {
  readonly pages: readonly PageDifference[];
  readonly words: readonly WordChange[];
}

/** Dots for an inch of paper. */
export const pictureDpi = 96;
