import { useEffect, useRef } from 'react';
import type { WordChange } from '#engine/document/paper-comparison.ts';
import { titled } from '../../runtime-ui/words.ts';
import { ScrollBox } from '../frame/ScrollBox.tsx';
import { say } from '../words.ts';
import { MarkedPage } from './MarkedPage.tsx';
import type { PaperPair } from './paper-api.ts';

/** Two prints of a paper beside each other: their words that differ, then page beside page with the places marked. */
export const PaperPairView = ({ pair }: { readonly pair: PaperPair }) => {
  const pages = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another pair is looked at from its first difference
  useEffect(() => showFirstMark(pages.current), [pair]);
  const changed = pair.pages.flatMap((page, index) => (page.changed ? [index + 1] : []));
  return (
    <>
      <p className="pair-summary" role="status">
        {changed.length === 0
          ? say('template-editor.pairSame')
          : say('template-editor.pairChanged', {
              changed: changed.join(say('comma')),
              before: pair.pages.filter(({ before }) => before !== null).length,
              after: pair.pages.filter(({ after }) => after !== null).length,
            })}
      </p>
      <WordChanges words={pair.words} />
      {pair.faults.length > 0 && (
        <ul className="pair-faults">
          {pair.faults.map(({ path, code, message }) => (
            <li key={`${path} ${code} ${message}`}>{message}</li>
          ))}
        </ul>
      )}
      <ScrollBox label={titled(pair.title)} className="paper-pages">
        <div className="pair-head" aria-hidden="true">
          <span>{say('template-editor.now')}</span>
          <span>{say('template-editor.withDraft')}</span>
        </div>
        <div ref={pages}>
          {pair.pages.map((page, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a page is its number
            <PagePair key={index} page={page} number={index + 1} />
          ))}
        </div>
      </ScrollBox>
    </>
  );
};

/** Scrolls the pages, and nothing around them, to where the first difference is. */
const showFirstMark = (pages: HTMLElement | null): void => {
  const box = pages?.closest('.paper-pages');
  const mark = pages?.querySelector('.page-mark');
  if (!box || !mark) return;
  const [outer, inner] = [box.getBoundingClientRect(), mark.getBoundingClientRect()];
  box.scrollTop += inner.top - outer.top - outer.height / 2;
};

interface PagePairProps {
  readonly page: PaperPair['pages'][number];
  readonly number: number;
}

/** A page that is printed as it was is only told of. */
const PagePair = ({ page: { before, after, changed }, number }: PagePairProps) =>
  changed ? (
    <div className="page-pair">
      <MarkedPage side={before} look="gone" label={say('template-editor.nowPage', { page: number })} />
      <MarkedPage side={after} look="come" label={say('template-editor.draftPage', { page: number })} />
    </div>
  ) : (
    <p className="same-page">{say('template-editor.samePage', { page: number })}</p>
  );

const most = 12;

/** Words that are gone and those that came, each after what stands before them. */
export const WordChanges = ({ words }: { readonly words: readonly WordChange[] }) =>
  words.length === 0 ? null : (
    <ul className="word-changes">
      {words.slice(0, most).map(({ after, removed, added }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two changes may be alike in everything
        <li key={index}>
          <span className="muted">
            {'\u2026'}
            {after}
          </span>
          {removed !== '' && <del>{removed}</del>}
          {added !== '' && <ins>{added}</ins>}
        </li>
      ))}
      {words.length > most && (
        <li className="muted">{say('template-editor.moreWords', { count: words.length - most })}</li>
      )}
    </ul>
  );
