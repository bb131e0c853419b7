import type { DocumentHelper } from '../document-helper.ts';
import { escapeHtml, Html } from '../html.ts';

const radius = 38;
const star = Array.from({ length: 10 }, (_, index) => {
  const reach = index % 2 === 0 ? 15 : 5.73; // inner radius of a regular five-pointed star
  const angle = (Math.PI / 5) * index - Math.PI / 2;
  return `${(reach * Math.cos(angle)).toFixed(2)},${(reach * Math.sin(angle)).toFixed(2)}`;
}).join(' ');

/** Degrees from one character to the next: at most 24, and never more than 270 in all. */
const stepOf = (count: number): number => Math.min(24, 270 / Math.max(1, count - 1));

const arc = (name: string): string => {
  const characters = [...name];
  const step = stepOf(characters.length);
  const size = Math.min(12, step * 0.62).toFixed(1);
  return characters
    .map((character, index) => {
      const angle = ((index - (characters.length - 1) / 2) * step).toFixed(2);
      return `<text transform="rotate(${angle}) translate(0 -${radius})" font-size="${size}">${escapeHtml(character)}</text>`;
    })
    .join('');
};

/** `{{sealBox name "line"}}`: the picture of a round seal with star, name on the arc and a line below. A picture only, no signature. */
export const sealBox: DocumentHelper = {
  name: 'sealBox',
  run: ({ args: [name, line] }) => {
    const below = line ? `<text y="31" font-size="8">${escapeHtml(line)}</text>` : '';
    return new Html(
      `<svg class="seal" viewBox="-50 -50 100 100" aria-hidden="true"><circle r="48" fill="none" stroke-width="2.4"/><polygon points="${star}"/>${arc(String(name ?? ''))}${below}</svg>`,
    );
  },
};
