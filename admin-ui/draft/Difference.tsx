import { say } from '../words.ts';
import type { ChangeLine } from './change-words.ts';

/** One difference: where, what it was and what it becomes. */
export const Difference = ({ line }: { readonly line: ChangeLine }) => (
  <>
    <span className="place">{line.place || say('changes.whole')}</span> {line.before !== '' && <del>{line.before}</del>}
    {line.before !== '' && line.after !== '' && <span className="arrow"> → </span>}
    {line.after !== '' && <ins>{line.after}</ins>}
    {line.before === '' && line.after === '' && <span className="muted">{say(`change.${line.change}`)}</span>}
  </>
);
