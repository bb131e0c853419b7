import type { DocumentHelper } from '../document-helper.ts';
import { escapeHtml, Html } from '../html.ts';

/** `{{lines text}}`: every line of a text as a paragraph; empty lines are left out. */
export const lines: DocumentHelper = {
  name: 'lines',
  run: ({ args: [text] }) =>
    new Html(
      (typeof text === 'string' ? text : '')
        .split(/\r?\n/)
        .map((line) => line.trim())
        .filter((line) => line !== '')
        .map((line) => `<p>${escapeHtml(line)}</p>`)
        .join(''),
    ),
};
