import words from '../../message/document.zh.json' with { type: 'json' };
import type { DocumentHelper } from '../document-helper.ts';
import { Html } from '../html.ts';

/** `{{blankFrom}}`: closes a text, so that nothing can be written in afterwards. */
export const blankFrom: DocumentHelper = {
  name: 'blankFrom',
  run: () => new Html(`<p class="blank-from">${words.blankFrom}</p>`),
};
