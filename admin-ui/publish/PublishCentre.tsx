import { useMemo } from 'react';
import type { StoredImpact } from '#engine/rule/impact.ts';
import { api } from '../../runtime-ui/api.ts';
import { ShowProblem } from '../../runtime-ui/frame/ShowProblem.tsx';
import { useLoaded } from '../../runtime-ui/use-loaded.ts';
import { withChanges } from '../catalog/pack.ts';
import { usePack } from '../catalog/pack-context.ts';
import { draftApi } from '../draft/draft-api.ts';
import type { CheckAnswer, Draft, TestAnswer } from '../types.ts';
import { AccessStep } from './AccessStep.tsx';
import { CheckStep } from './CheckStep.tsx';
import { PapersStep } from './PapersStep.tsx';
import { PreviewStep } from './PreviewStep.tsx';
import { PublishStep } from './PublishStep.tsx';
import { TestStep } from './TestStep.tsx';
import { useRun } from './use-run.ts';

interface PublishCentreProps {
  readonly draft: Draft;
  /** Called when a step changed the draft. */
  readonly changed: () => Promise<void>;
}

/** From a draft to a release: check, run the golden cases, see what changes for open records, publish. */
export const PublishCentre = ({ draft, changed }: PublishCentreProps) => {
  const { value: inForce } = usePack();
  const pack = useMemo(() => inForce && withChanges(inForce, draft.items), [inForce, draft.items]);
  const path = `/drafts/${encodeURIComponent(draft.id)}`;
  const check = useRun(() => api.once<CheckAnswer>('POST', `${path}/check`, {}));
  const test = useRun(() => api.once<TestAnswer>('POST', `${path}/test`, {}));
  const access = useLoaded(`access ${draft.id}`, () => draftApi.access(draft.id));
  const impacts = useLoaded(`impacts ${draft.id} ${draft.version}`, () => api.get<StoredImpact[]>(`${path}/impact`));
  return (
    <>
      <CheckStep check={check} draft={draft} />
      <TestStep test={test} draft={draft} pack={pack} changed={changed} />
      <PreviewStep draft={draft} before={inForce} after={pack} stored={() => void impacts.reload()} />
      {draft.items.some(({ file }) => file.startsWith('templates/')) && <PapersStep draft={draft} />}
      {access.problem && <ShowProblem problem={access.problem} again={() => void access.reload()} />}
      {access.value?.widens && <AccessStep draft={draft} access={access.value} pack={pack} changed={access.reload} />}
      <PublishStep
        draft={draft}
        access={access.value}
        impacts={impacts.value}
        checked={check.value?.ok}
        tested={test.value?.ok}
        changed={access.reload}
      />
    </>
  );
};
