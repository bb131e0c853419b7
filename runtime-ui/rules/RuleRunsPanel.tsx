import { Alert, Button, Popconfirm, Progress, Table, Tag } from 'antd';
import { useEffect, useState } from 'react';
import type { Rule, RuleRun, RuleRuns } from '../answer/rules.ts';
import { type ApiProblem, api } from '../api.ts';
import { Loading } from '../frame/Loading.tsx';
import { ShowProblem } from '../frame/ShowProblem.tsx';
import { useSession } from '../session/session.ts';
import { asProblem, useLoaded } from '../use-loaded.ts';
import { showInstant } from '../value/show-time.ts';
import { say, sayIfKnown } from '../words.ts';
import { reasonWords } from './reason-words.ts';

const lookAgain = 1_000;
const isGoing = ({ state }: RuleRun): boolean => state === 'waiting' || state === 'running';

/** The runs of a rule set with how far they are, and one more on demand. */
export const RuleRunsPanel = ({ rule }: { readonly rule: Rule }) => {
  const path = `/rules/${rule.key}/runs`;
  const runs = useLoaded(path, () => api.get<RuleRuns>(path));
  const [problem, setProblem] = useState<ApiProblem>();
  const going = runs.value?.runs.some(isGoing) === true;
  const { value, reload } = runs;
  // biome-ignore lint/correctness/useExhaustiveDependencies: every answer that still runs is looked at again
  useEffect(() => {
    if (!going) return undefined;
    const timer = setTimeout(() => void reload(), lookAgain);
    return () => clearTimeout(timer);
  }, [value, going, reload]);
  const run = async () => {
    setProblem(undefined);
    await api.post(`/rules/${rule.key}/run`).catch((error: unknown) => setProblem(asProblem(error)));
    await reload();
  };
  return (
    <section className="report-chart rule-runs">
      <div className="page-head">
        <h2>{say('rules.runs')}</h2>
        {rule.trigger.daily !== null && (
          <span className="hint">{say('rules.daily', { time: rule.trigger.daily })}</span>
        )}
        {rule.mayRun && (
          <Popconfirm title={say('rules.runAsk')} onConfirm={() => void run()} styles={{ root: { maxWidth: 320 } }}>
            <Button disabled={going}>{say('rules.run')}</Button>
          </Popconfirm>
        )}
      </div>
      {problem && <ShowProblem problem={problem} />}
      <Loading of={runs}>{(found) => <Runs found={found} />}</Loading>
    </section>
  );
};

const Runs = ({ found: { runs, switch: switched } }: { readonly found: RuleRuns }) => (
  <>
    {switched.state === 'off' && (
      <Alert type="warning" showIcon title={say('rules.off', { reason: reasonWords(switched.reason) })} />
    )}
    <Table<RuleRun>
      size="small"
      rowKey="id"
      pagination={runs.length > 5 ? { pageSize: 5, showSizeChanger: false } : false}
      scroll={{ x: 'max-content' }}
      dataSource={[...runs]}
      locale={{ emptyText: say('rules.noRuns') }}
      columns={columns}
    />
  </>
);

const counts = ['subjects', 'hits', 'created', 'changed', 'lapsed'] as const;

const columns = [
  { key: 'at', title: say('rules.run.at'), render: (_: unknown, row: RuleRun) => showInstant(row.startedAt) },
  { key: 'asOf', title: say('rules.run.asOf'), dataIndex: 'asOf' },
  {
    key: 'cause',
    title: say('rules.run.cause'),
    render: (_: unknown, { cause }: RuleRun) => sayIfKnown(`runCause.${cause}`) ?? cause,
  },
  { key: 'state', title: say('rules.run.state'), render: (_: unknown, row: RuleRun) => <RunState run={row} /> },
  ...counts.map((name) => ({
    key: name,
    title: say(`rules.run.${name}`),
    align: 'right' as const,
    render: (_: unknown, row: RuleRun) => row[name],
  })),
];

const colours: Readonly<Record<string, string>> = { done: 'green', failed: 'red', cancelled: 'orange' };

const RunState = ({ run }: { readonly run: RuleRun }) =>
  isGoing(run) ? (
    <span className="run-going">
      <Progress percent={run.percent ?? 0} status="active" size="small" aria-label={stateWords(run)} />
      {stateWords(run)}
      <CancelRun run={run} />
    </span>
  ) : (
    <>
      <Tag color={colours[run.state] ?? 'default'} data-run={run.state}>
        {stateWords(run)}
      </Tag>
      {reasonWords(run.error)}
    </>
  );

const CancelRun = ({ run }: { readonly run: RuleRun }) => {
  const [asked, setAsked] = useState(false);
  const mayEdit = useSession().me.system.includes('definitionsEdit');
  const cancel = () => {
    setAsked(true);
    api.post(`/rule-runs/${run.id}/cancel`).catch(() => setAsked(false));
  };
  return mayEdit ? (
    <Button size="small" disabled={asked} onClick={cancel}>
      {say('rules.cancel')}
    </Button>
  ) : null;
};

const stateWords = ({ state }: RuleRun): string => sayIfKnown(`runState.${state}`) ?? state;
