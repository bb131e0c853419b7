/** A piece of a text with the class it is shown with. */
export interface Piece {
  readonly text: string;
  readonly look: 'plain' | 'tag' | 'value' | 'block' | 'partial' | 'note';
}

const template = /\{\{!--[\s\S]*?(?:--\}\}|$)|\{\{[\s\S]*?(?:\}\}|$)|<\/?[a-zA-Z][^<>{]*>?/g;
const style = /\/\*[\s\S]*?(?:\*\/|$)|@[\w-]+|[\w-]+(?=\s*:)|#[0-9a-f]{3,8}\b|\b[\d.]+(?:mm|pt|px|em|%)/gi;

const lookOf = (text: string): Piece['look'] => {
  if (text.startsWith('{{!') || text.startsWith('/*')) return 'note';
  if (/^\{\{~?[#/^]|^\{\{~?\s*else\b/.test(text)) return 'block';
  if (/^\{\{~?>/.test(text)) return 'partial';
  if (text.startsWith('{{')) return 'value';
  return /^[\d.#]/.test(text) ? 'value' : 'tag';
};

const pieces = (text: string, pattern: RegExp): Piece[] => {
  const found: Piece[] = [];
  let at = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > at) found.push({ text: text.slice(at, match.index), look: 'plain' });
    found.push({ text: match[0], look: lookOf(match[0]) });
    at = match.index + match[0].length;
  }
  if (at < text.length) found.push({ text: text.slice(at), look: 'plain' });
  return found;
};

/** The lines of a template or style sheet, each in pieces; all pieces together are the text. */
export const highlight = (text: string, isStyle: boolean): readonly (readonly Piece[])[] => {
  const lines: Piece[][] = [[]];
  for (const { text: whole, look } of pieces(text, isStyle ? style : template)) {
    for (const [index, part] of whole.split('\n').entries()) {
      if (index > 0) lines.push([]);
      if (part !== '') lines.at(-1)?.push({ text: part, look });
    }
  }
  return lines;
};
