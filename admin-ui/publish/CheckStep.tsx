import { Alert } from 'antd';
import { editorAddress } from '../draft/draft-api.ts';
import { FindingList } from '../frame/FindingList.tsx';
import type { CheckAnswer, Draft } from '../types.ts';
import { say } from '../words.ts';
import { addressOfFile } from './address-of-file.ts';
import { StepCard } from './StepCard.tsx';
import type { Run } from './use-run.ts';

interface CheckStepProps {
  readonly check: Run<CheckAnswer>;
  readonly draft: Draft;
}

/** All checks of the whole set, also against what open records pin. */
export const CheckStep = ({ check, draft }: CheckStepProps) => (
  <StepCard title={say('check.title')} hint={say('check.hint')} button={say('check.run')} run={check}>
    {({ ok, findings }) => (
      <>
        <Alert
          showIcon
          type={ok ? 'success' : 'error'}
          title={ok ? say('check.ok') : say('check.failed', { count: findings.length })}
        />
        <FindingList
          findings={findings}
          limit={100}
          addressOf={(file) => addressOfFile(file, (kind, key) => editorAddress(draft.id, kind, key))}
        />
      </>
    )}
  </StepCard>
);
