import { Progress, Tag } from 'antd';
import type { PrintRun } from '../answer/printing.ts';
import { say } from '../words.ts';

const colours: Readonly<Record<PrintRun['state'], string>> = {
  waiting: 'gold',
  running: 'blue',
  done: 'green',
  failed: 'red',
  cancelled: 'default',
};

export const isOpen = ({ state }: Pick<PrintRun, 'state'>): boolean => state === 'waiting' || state === 'running';

/** How far a run is, and why not farther. */
export const RunState = ({ run }: { readonly run: PrintRun }) => (
  <div className="run-state">
    <Tag color={colours[run.state]}>{say(`printing.state.${run.state}`)}</Tag>
    {isOpen(run) && (
      <Progress
        size="small"
        percent={run.total === 0 ? 0 : Math.floor((run.done * 100) / run.total)}
        format={() => `${run.done} / ${run.total}`}
        aria-label={say('printing.progress')}
      />
    )}
    {run.error !== null && <span className="fault">{run.error}</span>}
  </div>
);
