import { Button, Switch, Table } from 'antd';
import { useState } from 'react';
import type { PrintQueue, QueuedRender, QueuedRun } from '../answer/printing.ts';
import { api } from '../api.ts';
import { Icon } from '../frame/Icon.tsx';
import { Link } from '../frame/Link.tsx';
import { Loading } from '../frame/Loading.tsx';
import { ShowProblem } from '../frame/ShowProblem.tsx';
import { useLoaded } from '../use-loaded.ts';
import { showInstant } from '../value/show-time.ts';
import { say } from '../words.ts';
import { BoundPdfDialog } from './BoundPdfDialog.tsx';
import { PaperTable } from './PaperTable.tsx';
import { isOpen, RunState } from './RunState.tsx';
import { usePolling } from './use-polling.ts';
import { type RunDeeds, useRunDeeds } from './use-run-deeds.ts';

/** What waits to be printed, runs, is done or failed: one's own, or everybody's for who keeps the platform running. */
export const PrintQueuePage = () => {
  const [everything, setEverything] = useState(false);
  const [shown, show] = useState<QueuedRun>();
  const path = everything ? '/print-queue?all=1' : '/print-queue';
  const queue = useLoaded(path, () => api.get<PrintQueue>(path));
  const going = queue.value !== undefined && (queue.value.runs.some(isOpen) || queue.value.renders.some(isGoing));
  usePolling(going, queue.reload);
  const deeds = useRunDeeds(queue.reload);
  return (
    <div className="print-queue">
      <h1>{say('printing.title')}</h1>
      {queue.value?.mayAll && (
        <p>
          <Switch checked={everything} onChange={setEverything} aria-label={say('printing.all')} />{' '}
          {say('printing.all')}
        </p>
      )}
      {deeds.problem && <ShowProblem problem={deeds.problem} />}
      <Loading of={queue}>
        {({ runs, renders }) => (
          <>
            <h2>{say('printing.runs')}</h2>
            <RunTable runs={runs} deeds={deeds} show={show} everything={everything} />
            <h2>{say('printing.renders')}</h2>
            <RenderTable renders={renders} deeds={deeds} />
          </>
        )}
      </Loading>
      <h2>{say('printing.papers')}</h2>
      <PaperTable />
      {shown && <BoundPdfDialog run={shown} close={() => show(undefined)} />}
    </div>
  );
};

const isGoing = ({ state }: QueuedRender): boolean => state !== 'failed';

interface RunTableProps {
  readonly runs: readonly QueuedRun[];
  readonly deeds: RunDeeds;
  readonly show: (run: QueuedRun) => void;
  readonly everything: boolean;
}

const RunTable = ({ runs, deeds, show, everything }: RunTableProps) => (
  <Table<QueuedRun>
    size="small"
    rowKey="id"
    dataSource={[...runs]}
    pagination={runs.length > 20 ? { pageSize: 20 } : false}
    scroll={{ x: 'max-content' }}
    locale={{ emptyText: say('printing.none') }}
    columns={[
      {
        title: say('printing.what'),
        key: 'title',
        render: (_, run) =>
          run.record !== null && run.module !== null ? (
            <Link to={`/m/${run.module}/${run.record}`}>{run.title}</Link>
          ) : (
            (run.title ?? say(`printing.kind.${run.kind}`))
          ),
      },
      ...(everything
        ? [{ title: say('printing.by'), key: 'by', render: (_: unknown, run: QueuedRun) => run.by.name }]
        : []),
      { title: say('column.state'), key: 'state', render: (_, run) => <RunState run={run} /> },
      { title: say('printing.pages'), key: 'pages', align: 'right', render: (_, { pages }) => pages ?? '' },
      { title: say('printing.at'), key: 'at', render: (_, run) => showInstant(run.createdAt) },
      { title: say('files.tools'), key: 'tools', render: (_, run) => <RunTools run={run} deeds={deeds} show={show} /> },
    ]}
  />
);

const RunTools = ({ run, deeds, show }: Pick<RunTableProps, 'deeds' | 'show'> & { readonly run: QueuedRun }) => {
  const stuck = run.state === 'waiting' && run.error !== null;
  return (
    <span className="run-tools">
      {run.state === 'done' && run.own && (
        <Button size="small" icon={<Icon name="file-earmark-pdf" />} onClick={() => show(run)}>
          {say('printing.open')}
        </Button>
      )}
      {isOpen(run) && (
        <Button size="small" onClick={() => void deeds.post(`/print-runs/${run.id}/stop`)}>
          {say('printing.stop')}
        </Button>
      )}
      {(stuck || run.state === 'failed' || run.state === 'cancelled') && (
        <Button size="small" onClick={() => void deeds.post(`/print-runs/${run.id}/retry`)}>
          {say('printing.retry')}
        </Button>
      )}
    </span>
  );
};

const RenderTable = ({ renders, deeds }: { readonly renders: readonly QueuedRender[]; readonly deeds: RunDeeds }) => (
  <Table<QueuedRender>
    size="small"
    rowKey="job"
    dataSource={[...renders]}
    pagination={renders.length > 20 ? { pageSize: 20 } : false}
    scroll={{ x: 'max-content' }}
    locale={{ emptyText: say('printing.noRenders') }}
    columns={[
      {
        title: say('documents.title'),
        key: 'title',
        render: (_, { title, number, module, record }) =>
          record === null ? (
            say('printing.ofOthers')
          ) : (
            <Link to={`/m/${module}/${record}?tab=documents`}>{`${title} ${number ?? ''}`}</Link>
          ),
      },
      {
        title: say('column.state'),
        key: 'state',
        render: (_, { state, attempts, error }) => (
          <>
            {say(`printing.render.${state}`, { attempts })} {error !== null && <span className="fault">{error}</span>}
          </>
        ),
      },
      { title: say('printing.at'), key: 'at', render: (_, { createdAt }) => showInstant(createdAt) },
      {
        title: say('files.tools'),
        key: 'tools',
        render: (_, { job, error }) =>
          error !== null && (
            <Button size="small" onClick={() => void deeds.post(`/print-renders/${job}/retry`)}>
              {say('printing.retry')}
            </Button>
          ),
      },
    ]}
  />
);
