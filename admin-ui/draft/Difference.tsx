import { say } from '../words.ts';
import type { ChangeLine } from './change-words.ts';

/** One difference: where, what it was and what it becomes. */
export const Difference = ({ line }: { readonly line: ChangeLine }) => (
  <>
    <Place words={line.place || say('changes.whole')} /> {line.before !== '' && <del>{line.before}</del>}
    {line.before !== '' && line.after !== '' && <span className="arrow"> → </span>}
    {line.after !== '' && <ins>{line.after}</ins>}
    {line.before === '' && line.after === '' && <span className="muted">{say(`change.${line.change}`)}</span>}
  </>
);

/** What only the file has a name for is shown as code. */
const Place = ({ words }: { readonly words: string }) =>
  /[a-z]{2}/i.test(words) ? <code className="place">{words}</code> : <span className="place">{words}</span>;
