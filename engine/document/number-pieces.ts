/** Something that lies in a bound volume; `pages` 0 for what is only listed. */
export interface NumberedPiece {
  readonly pages: number;
}

export type Placed<T> = T & {
  /** In the index, from 1. */
  readonly no: number;
  /** Its first and last page, from 1 behind the index; null where it has none. */
  readonly from: number | null;
  readonly to: number | null;
};

/** The places of pieces in a volume: one number for each page, running through. */
export const numberPieces = <T extends NumberedPiece>(pieces: readonly T[]): readonly Placed<T>[] => {
  let page = 0;
  return pieces.map((piece, index) => {
    const from = piece.pages === 0 ? null : page + 1;
    page += piece.pages;
    return { ...piece, no: index + 1, from, to: from === null ? null : page };
  });
};
