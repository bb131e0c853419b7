import { Alert, Button, Form, Pagination, Progress, Space, Tag } from 'antd';
import { useState } from 'react';
import { toCivilDate } from '#engine/time.ts';
import type { Rule } from '../../runtime-ui/answer/rules.ts';
import { api } from '../../runtime-ui/api.ts';
import { useSession } from '../../runtime-ui/session/session.ts';
import { useLoaded } from '../../runtime-ui/use-loaded.ts';
import { DayInput } from '../../runtime-ui/value/DayInput.tsx';
import type { Pack } from '../catalog/pack.ts';
import { ImpactView } from '../impact/ImpactView.tsx';
import type { Draft, PreviewAnswer } from '../types.ts';
import { say } from '../words.ts';
import { PreviewedRecord } from './PreviewedRecord.tsx';
import { StepCard } from './StepCard.tsx';
import { useRun } from './use-run.ts';
import { useWork } from './use-work.ts';

interface PreviewStepProps {
  readonly draft: Draft;
  readonly before: Pack | undefined;
  readonly after: Pack | undefined;
  /** Called when an impact was stored with the draft. */
  readonly stored: () => void;
}

const perPage = 20;

/**
 * Whom the draft would treat otherwise as of a day: the subjects of rule sets, stored with the draft, and open records; a
 * page of them at a time.
 */
export const PreviewStep = ({ draft, before, after, stored }: PreviewStepProps) => {
  const [page, setPage] = useState(1);
  const [asOf, setAsOf] = useState(toCivilDate(useSession().me.now));
  const [sweeps, keepSweeps] = useState<PreviewAnswer['sweeps']>([]);
  const preview = useRun(async (wanted: number, watch: string) => {
    const answer = await api.once<PreviewAnswer>('POST', `/drafts/${encodeURIComponent(draft.id)}/preview`, {
      skip: (wanted - 1) * perPage,
      limit: perPage,
      watch,
      ...(asOf !== '' && { asOf }),
    });
    // Later pages of the records ask the rule sets nothing again.
    if (wanted === 1) keepSweeps(answer.sweeps);
    if (wanted === 1) stored();
    return answer;
  });
  const work = useWork(preview.busy);
  const turnTo = (wanted: number) => {
    setPage(wanted);
    preview.run(wanted, work.begin());
  };
  const run = { ...preview, run: () => turnTo(1), ...(work.cancelled && { problem: undefined }) };
  return (
    <StepCard
      title={say('preview.title')}
      hint={say('preview.hint')}
      button={say('preview.run')}
      run={run}
      tools={
        <Form.Item label={say('preview.asOf')} htmlFor="preview-date" className="preview-date">
          <DayInput id="preview-date" value={asOf} change={setAsOf} disabled={preview.busy} />
        </Form.Item>
      }
      busy={
        <Space wrap>
          {say('preview.progress')}
          <Progress className="preview-progress" percent={work.percent} size="small" aria-label={say('preview.run')} />
          <Button size="small" onClick={work.cancel} disabled={work.cancelled}>
            {say('preview.cancel')}
          </Button>
        </Space>
      }
      notice={work.cancelled && !preview.busy && <Alert type="info" showIcon title={say('preview.cancelled')} />}
    >
      {(answer) =>
        before && after && <Previewed {...{ answer, sweeps, before, after, page, turnTo }} key={answer.changed} />
      }
    </StepCard>
  );
};

interface PreviewedProps {
  readonly answer: PreviewAnswer;
  readonly sweeps: PreviewAnswer['sweeps'];
  readonly before: Pack;
  readonly after: Pack;
  readonly page: number;
  readonly turnTo: (page: number) => void;
}

const Previewed = ({ answer, sweeps, before, after, page, turnTo }: PreviewedProps) => {
  const { examined, changed, changes, moved, byOrganization } = answer;
  const rules = useLoaded('rules', () => api.get<Rule[]>('/rules'));
  return (
    <>
      {rules.value !== undefined &&
        sweeps.map((impact) => (
          <ImpactView key={impact.id} impact={impact} rules={rules.value ?? []} before={before} after={after} />
        ))}
      {sweeps.length > 0 && <h3>{say('preview.changedRecords')}</h3>}
      <Alert
        showIcon
        type={changed === 0 ? 'success' : 'warning'}
        title={say(changed === 0 ? 'preview.nothing' : 'preview.changed', { examined, changed })}
        {...(moved.clocks + moved.lights > 0 && { description: say('preview.moved', moved) })}
      />
      {byOrganization.length > 0 && (
        <p className="by-organization">
          {say('preview.byOrganization')}{' '}
          {byOrganization.map(({ organization, name, changed: count }) => (
            <Tag key={organization}>
              {name} {count}
            </Tag>
          ))}
        </p>
      )}
      {changes.map((change) => (
        <PreviewedRecord key={change.record._id} change={change} before={before} after={after} />
      ))}
      <Pagination
        className="more"
        hideOnSinglePage
        current={page}
        pageSize={perPage}
        total={changed}
        showSizeChanger={false}
        onChange={turnTo}
      />
    </>
  );
};
