import { Button, Spin } from 'antd';
import { ShowProblem } from '../../runtime-ui/frame/ShowProblem.tsx';
import { say } from '../words.ts';
import type { Asked } from './use-asked.ts';

interface PaperStateProps {
  readonly asked: Asked<unknown>;
  readonly broken: boolean;
  readonly pages: number;
}

/** How the pages below stand to the text: printed from it, on the way, or older because it cannot be printed. */
export const PaperState = ({ asked, broken, pages }: PaperStateProps) => {
  const { busy, problem, stopped } = asked;
  return (
    <>
      <div className="paper-state" role="status">
        {busy && <Spin size="small" />}
        <span>{wordsOf(asked, broken, pages)}</span>
        {busy && (
          <Button size="small" onClick={asked.stop}>
            {say('template-editor.stop')}
          </Button>
        )}
        {(stopped || problem !== undefined) && (
          <Button size="small" onClick={asked.again}>
            {say('template-editor.again')}
          </Button>
        )}
      </div>
      {problem && <ShowProblem problem={problem} />}
    </>
  );
};

const wordsOf = ({ shown, busy, stopped, problem }: Asked<unknown>, broken: boolean, pages: number): string => {
  if (broken) return say(shown === undefined ? 'template-editor.broken' : 'template-editor.brokenKept');
  if (busy) return say('template-editor.printing');
  if (stopped) return say('template-editor.stopped');
  if (problem !== undefined) return say(shown === undefined ? 'template-editor.failed' : 'template-editor.failedKept');
  return shown === undefined ? '' : say('template-editor.printed', { pages });
};
