import { Alert, Button, Progress, Space } from 'antd';
import { useLoaded } from '../../runtime-ui/use-loaded.ts';
import { showInstant } from '../../runtime-ui/value/show-time.ts';
import { paperApi, type ShownComparison } from '../template-editor/paper-api.ts';
import type { Draft } from '../types.ts';
import { say } from '../words.ts';
import { ComparedPapers } from './ComparedPapers.tsx';
import { StepCard } from './StepCard.tsx';
import { useRun } from './use-run.ts';
import { useWork } from './use-work.ts';

/** How papers come out with the draft and as they are now; what was found stays with the draft. */
export const PapersStep = ({ draft }: { readonly draft: Draft }) => {
  const stored = useLoaded(`papers ${draft.id} ${draft.version}`, () => paperApi.compared(draft.id));
  const fresh = useRun((watch: string) => paperApi.compareAll(draft.id, watch));
  const work = useWork(fresh.busy);
  const value = fresh.value ?? (fresh.busy ? undefined : stored.value);
  const run = {
    ...fresh,
    value,
    run: () => fresh.run(work.begin()),
    ...(work.cancelled && { problem: undefined }),
  };
  return (
    <StepCard
      title={say('papers.title')}
      hint={say('papers.hint')}
      button={say('papers.run')}
      run={run}
      busy={
        <Space wrap>
          {say('papers.progress')}
          <Progress className="preview-progress" percent={work.percent} size="small" aria-label={say('papers.run')} />
          <Button size="small" onClick={work.cancel} disabled={work.cancelled}>
            {say('preview.cancel')}
          </Button>
        </Space>
      }
      notice={work.cancelled && !fresh.busy && <Alert type="info" showIcon title={say('preview.cancelled')} />}
    >
      {(comparison) => <Compared draft={draft.id} comparison={comparison} />}
    </StepCard>
  );
};

interface ComparedProps {
  readonly draft: string;
  readonly comparison: ShownComparison;
}

const Compared = ({ draft, comparison }: ComparedProps) => {
  const { counts, current, at, by } = comparison;
  const bad = counts.failed > 0;
  return (
    <>
      {!current && <Alert type="warning" showIcon className="gap" title={say('papers.stale')} />}
      <Alert
        showIcon
        type={bad ? 'error' : counts.changed + counts.faulty > 0 ? 'warning' : 'success'}
        title={say(counts.changed === 0 ? 'papers.same' : 'papers.changed', { ...counts })}
        description={
          <>
            {say('papers.counts', { ...counts })}
            {counts.left > 0 && say('papers.left', { count: counts.left })}
            <br />
            <span className="muted">{say('papers.by', { name: by.name, at: showInstant(at) })}</span>
          </>
        }
      />
      <ComparedPapers draft={draft} papers={comparison.papers} />
    </>
  );
};
