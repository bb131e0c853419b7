import type { DocumentHelper } from '../document-helper.ts';
import { escapeHtml, Html } from '../html.ts';

/** A box that is ticked or not, with a label. Drawn by CSS: the characters for it are missing in most fonts of documents. */
export const tickBox = (ticked: boolean, label: unknown): string =>
  `<span class="choice"><span class="box${ticked ? ' ticked' : ''}"></span>${escapeHtml(label)}</span>`;

/** `{{check condition "label"}}` */
export const check: DocumentHelper = {
  name: 'check',
  run: ({ args: [condition, label] }) => new Html(tickBox(Boolean(condition), label)),
};
