import { Alert, Progress, Table, Tag } from 'antd';
import type { DeviatingSubjects, StoredImpact } from '#engine/rule/impact.ts';
import type { Rule } from '../../runtime-ui/answer/rules.ts';
import { Link } from '../../runtime-ui/frame/Link.tsx';
import { useLabels } from '../../runtime-ui/value/lookup.ts';
import { titled } from '../../runtime-ui/words.ts';
import { say, sayIfKnown } from '../words.ts';
import { standing, subject } from './subject-words.ts';

interface OutcomeViewProps {
  readonly impact: StoredImpact;
  readonly rule: Rule | undefined;
}

/** What came after publishing, held against what was foreseen: equal, changed since, deviating – the last two by name. */
export const OutcomeView = ({ impact: { run, compared }, rule }: OutcomeViewProps) => {
  if (compared === null) return <Waiting run={run} />;
  const { equal, changedSince, deviating, sameDay } = compared;
  return (
    <>
      <Alert
        showIcon
        type={deviating.count > 0 ? 'error' : 'success'}
        title={say('outcome.counts', {
          compared: compared.compared,
          equal,
          changedSince: changedSince.count,
          deviating: deviating.count,
        })}
        {...(!sameDay && { description: say('outcome.otherDay') })}
      />
      <Named part={deviating} kind="deviating" rule={rule} />
      <Named part={changedSince} kind="changedSince" rule={rule} />
    </>
  );
};

const Waiting = ({ run }: Pick<StoredImpact, 'run'>) => {
  if (run === null) return <Alert type="info" showIcon title={say('outcome.noRun')} />;
  if (run.state === 'failed' || run.state === 'cancelled')
    return (
      <Alert
        type="error"
        showIcon
        title={say(`outcome.${run.state}`)}
        description={typeof run.error === 'string' ? run.error : titled(run.error)}
      />
    );
  return (
    <div role="status" className="busy">
      {say('outcome.running')}
      <Progress percent={run.percent ?? 0} size="small" aria-label={say('outcome.running')} />
    </div>
  );
};

interface NamedProps {
  readonly part: DeviatingSubjects;
  readonly kind: 'deviating' | 'changedSince';
  readonly rule: Rule | undefined;
}

const Named = ({ part: { count, subjects }, kind, rule }: NamedProps) => {
  const labels = useLabels();
  if (count === 0) return null;
  return (
    <>
      <h4>
        <Tag color={kind === 'deviating' ? 'red' : 'gold'}>{say(`outcome.${kind}`)}</Tag> {say(`outcome.${kind}.hint`)}
      </h4>
      <Table<DeviatingSubjects['subjects'][number]>
        size="small"
        rowKey={({ group, each }) => `${each ?? ''} ${JSON.stringify(group)}`}
        scroll={{ x: 'max-content' }}
        pagination={subjects.length > 10 ? { pageSize: 10, showSizeChanger: false, size: 'small' } : false}
        dataSource={[...subjects]}
        columns={[
          {
            key: 'subject',
            title: say('sweep.subject'),
            render: (_, { group }) => subject(rule, labels, { group, before: null, after: null }),
          },
          { key: 'foreseen', title: say('outcome.foreseen'), render: (_, row) => standing(rule, labels, row.foreseen) },
          { key: 'real', title: say('outcome.real'), render: (_, row) => standing(rule, labels, row.real) },
          {
            key: 'record',
            title: say('outcome.record'),
            render: (_, { records }) =>
              records.map(({ id, module, title }) =>
                module === null ? null : (
                  <Link key={id} to={`/m/${module}/${id}`}>
                    {title || say('sweep.untitled')}
                  </Link>
                ),
              ),
          },
        ]}
      />
      {count > subjects.length && <p className="muted">{sayIfKnown('sweep.truncated', { count: subjects.length })}</p>}
    </>
  );
};
