import { Button, Card, Spin } from 'antd';
import type { ReactNode } from 'react';
import { ShowProblem } from '../../runtime-ui/frame/ShowProblem.tsx';
import { say } from '../words.ts';
import type { Run } from './use-run.ts';

interface StepCardProps<T> {
  readonly title: string;
  readonly hint: string;
  readonly button: string;
  readonly run: Run<T>;
  /** What is asked beside the button. */
  readonly tools?: ReactNode;
  /** What is shown while it works. */
  readonly busy?: ReactNode;
  readonly notice?: ReactNode;
  readonly children: (value: T) => ReactNode;
}

/** One step of publishing: what it is for, its button, progress while it works, and its answer. */
export const StepCard = <T,>({ title, hint, button, run, tools, busy, notice, children }: StepCardProps<T>) => (
  <Card
    className="gap"
    title={<h2>{title}</h2>}
    extra={
      <Button onClick={() => run.run()} loading={run.busy}>
        {button}
      </Button>
    }
  >
    <p className="muted step-hint">{hint}</p>
    {tools}
    <div aria-live="polite">
      {run.busy && (
        <div role="status" className="busy">
          {busy ?? (
            <>
              <Spin size="small" /> {say('working')}
            </>
          )}
        </div>
      )}
      {notice}
      {run.problem && <ShowProblem problem={run.problem} again={() => run.run()} />}
      {run.value !== undefined && children(run.value)}
    </div>
  </Card>
);
