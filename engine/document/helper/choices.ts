import type { DocumentHelper } from '../document-helper.ts';
import { Html } from '../html.ts';
import { tickBox } from './check.ts';
import type { CodeLabels } from './code-label.ts';

/** `{{choices "list" value}}`: every code of a list as a box, the chosen one or ones ticked. */
export const choices = (codes: CodeLabels): DocumentHelper => ({
  name: 'choices',
  run: ({ args: [list, value] }) => {
    const chosen = new Set((Array.isArray(value) ? value : [value]).map(String));
    return new Html(
      Object.entries(codes[String(list)] ?? {})
        .map(([code, label]) => tickBox(chosen.has(code), label))
        .join(' '),
    );
  },
});
