export interface Piece {
  readonly text: string;
  readonly hit: boolean;
}

/** A text in pieces, those that are one of the words apart. What is only found in another width or bracket is not marked. */
export const markWords = (text: string, words: readonly string[]): readonly Piece[] => {
  const wanted = words.map((word) => word.toLowerCase()).filter((word) => word !== '');
  const low = text.toLowerCase();
  if (low.length !== text.length) return [{ text, hit: false }];
  const pieces: Piece[] = [];
  let plain = 0;
  for (let place = 0; place < text.length; ) {
    const here = wanted.filter((word) => low.startsWith(word, place)).sort((a, b) => b.length - a.length)[0];
    if (here === undefined) {
      place += 1;
      continue;
    }
    if (place > plain) pieces.push({ text: text.slice(plain, place), hit: false });
    pieces.push({ text: text.slice(place, place + here.length), hit: true });
    place += here.length;
    plain = place;
  }
  return plain < text.length ? [...pieces, { text: text.slice(plain), hit: false }] : pieces;
};
