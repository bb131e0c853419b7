import words from '../../message/document.zh.json' with { type: 'json' };
import type { DocumentHelper } from '../document-helper.ts';

/** `{{quote text}}`: a text in quotation marks, once. */
export const quote: DocumentHelper = {
  name: 'quote',
  run: ({ args: [text] }) => {
    const inner = String(text ?? '').trim();
    return inner === '' || inner.startsWith(words.openQuote) ? inner : `${words.openQuote}${inner}${words.closeQuote}`;
  },
};
