/** Opening and closing brackets that people write for one another. */
const opening = /[\u3008\u300a\u3010\u3014\u3016[{<]/g;
const closing = /[\u3009\u300b\u3011\u3015\u3017\]}>]/g;

/**
 * Text as it is searched: full width as half width, lower case, one kind of brackets, and one space for any white space.
 * What is stored and what is asked for are folded alike.
 */
export const foldText = (text: string): string =>
  text
    .toWellFormed()
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(opening, '(')
    .replaceAll(closing, ')')
    .replaceAll(/\s+/g, ' ')
    .trim();

/** The words of a question, the longest first; all of them have to be found. */
export const wordsOf = (question: string): readonly string[] =>
  [...new Set(foldText(question).split(' '))].filter((word) => word !== '').sort((a, b) => b.length - a.length);
