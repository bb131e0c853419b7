import { Alert } from 'antd';
import { titled } from '../../runtime-ui/words.ts';
import { ScrollBox } from '../frame/ScrollBox.tsx';
import { say } from '../words.ts';
import { PaperState } from './PaperState.tsx';
import type { ShownPaper } from './paper-api.ts';
import type { Asked } from './use-asked.ts';

interface PaperViewProps {
  readonly paper: Asked<ShownPaper>;
  readonly broken: boolean;
}

/** The printed pages; what stands against the newest text is told above the last pages that could be printed. */
export const PaperView = ({ paper, broken }: PaperViewProps) => {
  const { shown, problem } = paper;
  const old = (broken || problem !== undefined) && shown !== undefined;
  const title = shown === undefined ? say('template-editor.pages') : titled(shown.title);
  return (
    <section className="paper-view" aria-label={say('template-editor.pages')}>
      <PaperState asked={paper} broken={broken} pages={shown?.pages.length ?? 0} />
      {shown && <Faults paper={shown} />}
      <ScrollBox label={title} className={old ? 'paper-pages old' : 'paper-pages'}>
        {shown?.pages.map(({ png }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a page is its number
          <figure key={index}>
            <img
              src={`data:image/png;base64,${png}`}
              alt={say('template-editor.pageOf', { page: index + 1, pages: shown.pages.length, title })}
            />
          </figure>
        ))}
      </ScrollBox>
    </section>
  );
};

const Faults = ({ paper }: { readonly paper: ShownPaper }) =>
  paper.faults.length === 0 ? null : (
    <Alert
      type="warning"
      showIcon
      className="paper-faults"
      title={say('template-editor.faults', { count: paper.faults.length })}
      description={
        <ul>
          {paper.faults.map(({ path, code, message }) => (
            <li key={`${path} ${code} ${message}`}>{message}</li>
          ))}
        </ul>
      }
    />
  );
