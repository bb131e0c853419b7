import words from '../../message/document.zh.json' with { type: 'json' };
import type { DocumentHelper } from '../document-helper.ts';
import { escapeHtml, Html } from '../html.ts';

/**
 * `{{fill value min=8}}`: a value on a line, at least so many characters wide. The line is made of spaces that may break:
 * one unbreakable blank wider than the page would make Chromium shrink the whole document.
 */
export const fill: DocumentHelper = {
  name: 'fill',
  run: ({ args: [value], hash }) => {
    const text = value === undefined || value === null ? '' : String(value);
    const room = words.fillSpace.repeat(Math.max(0, Math.min(40, Number(hash.min ?? 4)) - text.length));
    return new Html(`<span class="fill">${escapeHtml(text)}${room}</span>`);
  },
};
