import words from '../../message/document.zh.json' with { type: 'json' };
import type { DocumentHelper } from '../document-helper.ts';

/** Code lists by key: code → label. */
export type CodeLabels = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** `{{codeLabel "list" value}}`: the label of a code, of several codes with commas; a code not in the list as it is. */
export const codeLabel = (codes: CodeLabels): DocumentHelper => ({
  name: 'codeLabel',
  run: ({ args: [list, value] }) => {
    const labels = codes[String(list)] ?? {};
    const values = Array.isArray(value) ? value : [value ?? ''];
    return values
      .map((code) => (Object.hasOwn(labels, String(code)) ? labels[String(code)] : String(code)))
      .join(words.listComma);
  },
});
