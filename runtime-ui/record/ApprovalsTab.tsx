import { Card, Empty, Tag, Timeline } from 'antd';
import type { ApprovalRun } from '../answer/acting.ts';
import type { StoredRecord } from '../answer/records.ts';
import { Loading } from '../frame/Loading.tsx';
import { showInstant } from '../value/show-time.ts';
import { say, sayIfKnown, titled } from '../words.ts';
import { useRelated } from './use-record.ts';

/** Every run of every approval with its steps, opinions and times. */
export const ApprovalsTab = ({ record }: { readonly record: StoredRecord }) => {
  const runs = useRelated<ApprovalRun>(record, 'approvals');
  return (
    <Loading of={runs}>
      {(value) =>
        value.length === 0 ? (
          <Empty description={say('approvals.none')} />
        ) : (
          <div className="approvals">
            {value.map((run) => (
              <RunCard key={run.id} run={run} />
            ))}
          </div>
        )
      }
    </Loading>
  );
};

const colours: Readonly<Record<string, string>> = { done: 'green', active: 'blue', waiting: 'gray', skipped: 'gray' };

const RunCard = ({ run }: { readonly run: ApprovalRun }) => (
  <Card
    size="small"
    title={run.round > 1 ? say('approvals.round', { title: run.title, round: run.round }) : titled(run.title)}
    extra={<Tag>{sayIfKnown(`approval.state.${run.state}`) ?? run.state}</Tag>}
  >
    <Timeline
      items={run.steps.map((step) => ({
        key: step.id,
        color: colours[step.state] ?? 'gray',
        content: <StepView step={step} />,
      }))}
    />
  </Card>
);

const StepView = ({ step }: { readonly step: ApprovalRun['steps'][number] }) => (
  <div className="event">
    <strong>{titled(step.title)}</strong>
    <Tag>
      {step.result
        ? (sayIfKnown(`result.${step.result}`) ?? step.result)
        : (sayIfKnown(`step.${step.state}`) ?? step.state)}
    </Tag>
    {step.account && (
      <span>
        {step.on_behalf_of
          ? say('timeline.onBehalf', { name: step.account.name, other: step.on_behalf_of.name })
          : step.account.name}
      </span>
    )}
    {step.at && <time dateTime={step.at}>{showInstant(step.at)}</time>}
    {step.opinion && <blockquote>{step.opinion}</blockquote>}
  </div>
);
