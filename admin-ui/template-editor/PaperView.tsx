import { Alert, Button, Spin } from 'antd';
import { ShowProblem } from '../../runtime-ui/frame/ShowProblem.tsx';
import { ScrollBox } from '../frame/ScrollBox.tsx';
import { say } from '../words.ts';
import type { ShownPaper } from './paper-api.ts';
import type { Paper } from './use-paper.ts';

/** The printed pages; what stands against the newest text is told above the last page that could be printed. */
export const PaperView = ({ paper, broken }: { readonly paper: Paper; readonly broken: boolean }) => {
  const { shown, busy, problem } = paper;
  const old = (broken || problem !== undefined) && shown !== undefined;
  return (
    <section className="paper-view" aria-label={say('template-editor.pages')}>
      <div className="paper-state" role="status">
        {busy && <Spin size="small" />}
        <span>{stateOf(paper, broken)}</span>
        {busy && (
          <Button size="small" onClick={paper.stop}>
            {say('template-editor.stop')}
          </Button>
        )}
        {(paper.stopped || problem !== undefined) && (
          <Button size="small" onClick={paper.again}>
            {say('template-editor.again')}
          </Button>
        )}
      </div>
      {problem && <ShowProblem problem={problem} />}
      {shown && <Faults paper={shown} />}
      <ScrollBox
        label={shown?.title ?? say('template-editor.pages')}
        className={old ? 'paper-pages old' : 'paper-pages'}
      >
        {shown?.pages.map(({ png }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a page is its number
          <figure key={index}>
            <img
              src={`data:image/png;base64,${png}`}
              alt={say('template-editor.pageOf', { page: index + 1, pages: shown.pages.length, title: shown.title })}
            />
          </figure>
        ))}
      </ScrollBox>
    </section>
  );
};

const stateOf = ({ shown, busy, stopped, problem }: Paper, broken: boolean): string => {
  if (broken) return say(shown === undefined ? 'template-editor.broken' : 'template-editor.brokenKept');
  if (busy) return say('template-editor.printing');
  if (stopped) return say('template-editor.stopped');
  if (problem !== undefined) return say(shown === undefined ? 'template-editor.failed' : 'template-editor.failedKept');
  return shown === undefined ? '' : say('template-editor.printed', { pages: shown.pages.length });
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
