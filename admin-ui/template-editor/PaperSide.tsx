import { Segmented } from 'antd';
import { useState } from 'react';
import { say } from '../words.ts';
import { PaperPairView } from './PaperPairView.tsx';
import { PaperSource } from './PaperSource.tsx';
import { PaperState } from './PaperState.tsx';
import { PaperView } from './PaperView.tsx';
import { type PaperQuestion, paperApi } from './paper-api.ts';
import { useAsked } from './use-asked.ts';
import type { EditedTemplate } from './use-template.ts';

interface PaperSideProps {
  readonly draft: string;
  readonly edited: EditedTemplate;
}

/** What the text prints: its pages, or those beside the pages printed now. */
export const PaperSide = ({ draft, edited }: PaperSideProps) => {
  const { documents, using, record, choose, chooseRecord, question } = edited;
  const [look, setLook] = useState<'pages' | 'pair'>('pages');
  if (using === undefined || question === undefined) return <p className="muted">{say('template-editor.unused')}</p>;
  const Shown = look === 'pages' ? Pages : Pair;
  return (
    <>
      <div className="paper-source">
        <PaperSource {...{ documents, document: using.document.key, choose, record, chooseRecord }} />
        <Segmented
          value={look}
          onChange={setLook}
          options={[
            { value: 'pages', label: say('template-editor.look.pages') },
            { value: 'pair', label: say('template-editor.look.pair') },
          ]}
        />
      </div>
      <Shown draft={draft} question={question} edited={edited} />
    </>
  );
};

interface ShownProps extends PaperSideProps {
  readonly question: PaperQuestion;
}

const Pages = ({ draft, question, edited }: ShownProps) => {
  const paper = useAsked((asked, signal) => paperApi.preview(draft, asked, signal), question, edited.unready);
  return <PaperView paper={paper} broken={edited.faulty} />;
};

const Pair = ({ draft, question, edited }: ShownProps) => {
  const pair = useAsked((asked, signal) => paperApi.pair(draft, asked, signal), question, edited.unready);
  return (
    <section className="paper-view" aria-label={say('template-editor.look.pair')}>
      <PaperState asked={pair} broken={edited.faulty} pages={pair.shown?.pages.length ?? 0} />
      {pair.shown && <PaperPairView pair={pair.shown} />}
    </section>
  );
};
