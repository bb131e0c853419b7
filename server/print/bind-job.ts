/** A picture for a photo page. */
export interface Photo {
  readonly bytes: Uint8Array;
  readonly type: 'image/jpeg' | 'image/png';
}

/** Pages that lie together in a volume. */
export interface BindPiece {
  /** A PDF; for photos the printed pages with their captions, two pictures a page. */
  readonly bytes: Uint8Array;
  readonly photos?: readonly Photo[];
  /** A picture of a whole page, in place of `bytes`. */
  readonly scan?: Photo;
  /** Its pages carry page numbers. */
  readonly numbered: boolean;
}

export interface Bookmark {
  readonly title: string;
  /** The piece it leads to, counted from 0. */
  readonly piece: number;
  readonly below?: readonly Bookmark[];
}

/** Everything one bound PDF is made of; plain data, it is copied into the worker. */
export interface BindJob {
  readonly title: string;
  /** ISO instant written into the PDF as its date. */
  readonly at: string;
  readonly pieces: readonly BindPiece[];
  /** PDFs whose small pages are the page numbers 1, 2, 3 …, one after the other. */
  readonly numbers: readonly Uint8Array[];
  readonly bookmarks: readonly Bookmark[];
  /** A piece that ends on a front side is followed by an empty page, so that the next begins on a new sheet. */
  readonly blanks: boolean;
  /** A PDF of one small page, the picture of a seal: set across the edges of all pages. */
  readonly seal?: Uint8Array;
}

export interface BoundPages {
  readonly bytes: Uint8Array;
  readonly pages: number;
}

/** What a file can be bound as; `reason` says why it cannot. */
export type Measured = { readonly pages: number } | { readonly reason: string };
