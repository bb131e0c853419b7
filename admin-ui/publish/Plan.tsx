import { Alert, Button } from 'antd';
import { ShowProblem } from '../../runtime-ui/frame/ShowProblem.tsx';
import { showInstant } from '../../runtime-ui/value/show-time.ts';
import { draftApi } from '../draft/draft-api.ts';
import { useRights } from '../frame/rights.ts';
import { useAction } from '../frame/use-action.ts';
import { say } from '../words.ts';
import type { DraftAccess } from './access-answer.ts';

interface PlanProps {
  readonly draft: string;
  readonly plan: NonNullable<DraftAccess['plan']>;
  readonly changed: () => Promise<void>;
}

const looks = { waiting: 'info', published: 'success', failed: 'error' } as const;

/** When the draft is to be published, or why that could not be done. */
export const Plan = ({ draft, plan, changed }: PlanProps) => {
  const { publish } = useRights();
  const { busy, problem, act } = useAction();
  const { state } = plan;
  if (state === 'cancelled') return null;
  const cancel = () =>
    act(async () => {
      await draftApi.unplan(draft);
      await changed();
    });
  return (
    <>
      {problem && <ShowProblem problem={problem} />}
      <Alert
        showIcon
        className="gap"
        type={looks[state]}
        title={say(`plan.${state}`, { at: showInstant(plan.at), name: plan.by.name })}
        description={plan.reasons.map((issue) => (
          <div key={`${issue.path} ${issue.code} ${issue.message}`}>{issue.message}</div>
        ))}
        action={
          state === 'waiting' &&
          publish && (
            <Button size="small" loading={busy} onClick={() => void cancel()}>
              {say('plan.cancel')}
            </Button>
          )
        }
      />
    </>
  );
};
