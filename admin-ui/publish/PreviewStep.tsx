import { Alert, Pagination } from 'antd';
import { useState } from 'react';
import { api } from '../../runtime-ui/api.ts';
import type { Pack } from '../catalog/pack.ts';
import type { Draft, PreviewAnswer } from '../types.ts';
import { say } from '../words.ts';
import { PreviewedRecord } from './PreviewedRecord.tsx';
import { StepCard } from './StepCard.tsx';
import { SweepImpactView } from './SweepImpactView.tsx';
import { useRun } from './use-run.ts';

interface PreviewStepProps {
  readonly draft: Draft;
  readonly before: Pack | undefined;
  readonly after: Pack | undefined;
}

const perPage = 20;

/** Which open records the draft would treat otherwise, and how; a page of them at a time. */
export const PreviewStep = ({ draft, before, after }: PreviewStepProps) => {
  const [page, setPage] = useState(1);
  const preview = useRun((wanted: number) =>
    api.once<PreviewAnswer>('POST', `/drafts/${encodeURIComponent(draft.id)}/preview`, {
      skip: (wanted - 1) * perPage,
      limit: perPage,
    }),
  );
  const turnTo = (wanted: number) => {
    setPage(wanted);
    preview.run(wanted);
  };
  return (
    <StepCard
      title={say('preview.title')}
      hint={say('preview.hint')}
      button={say('preview.run')}
      run={{ ...preview, run: () => turnTo(1) }}
    >
      {({ examined, changed, changes, sweeps }) => (
        <>
          <Alert
            showIcon
            type={changed === 0 ? 'success' : 'warning'}
            title={say(changed === 0 ? 'preview.nothing' : 'preview.changed', { examined, changed })}
          />
          {before &&
            after &&
            sweeps.map((impact) => <SweepImpactView key={impact.id} impact={impact} before={before} after={after} />)}
          {before &&
            after &&
            changes.map((change) => (
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
      )}
    </StepCard>
  );
};
