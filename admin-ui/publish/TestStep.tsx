import { Alert, Switch, Table, Tag } from 'antd';
import { useState } from 'react';
import type { GoldenResult } from '#engine/definition/golden.ts';
import { Link } from '../../runtime-ui/frame/Link.tsx';
import { titled } from '../../runtime-ui/words.ts';
import type { Pack } from '../catalog/pack.ts';
import { editorAddress } from '../draft/draft-api.ts';
import { useRights } from '../frame/rights.ts';
import { ScrollBox } from '../frame/ScrollBox.tsx';
import type { Draft, TestAnswer } from '../types.ts';
import { say } from '../words.ts';
import { AcceptGolden } from './AcceptGolden.tsx';
import { filled } from './accept-golden.ts';
import { StepCard } from './StepCard.tsx';
import type { Run } from './use-run.ts';

interface TestStepProps {
  readonly test: Run<TestAnswer>;
  readonly draft: Draft;
  readonly pack: Pack | undefined;
  /** Called when the draft was changed here. */
  readonly changed: () => Promise<void>;
}

/** The golden cases of all definitions, with what was expected and what came out. */
export const TestStep = ({ test, ...of }: TestStepProps) => (
  <StepCard title={say('golden.title')} hint={say('golden.hint')} button={say('golden.run')} run={test}>
    {(value) => <Results answer={value} {...of} />}
  </StepCard>
);

interface ResultsProps extends Omit<TestStepProps, 'test'> {
  readonly answer: TestAnswer;
}

const Results = ({ answer, draft, pack, changed }: ResultsProps) => {
  const { ok, total, failed, results } = answer;
  const { edit } = useRights();
  const [all, setAll] = useState(false);
  const title = (result: GoldenResult) =>
    titled(pack?.catalog.definitions.golden.get(result.golden)?.title) || result.golden;
  return (
    <>
      <Alert
        showIcon
        type={ok ? 'success' : 'error'}
        title={ok ? say('golden.ok', { total }) : say('golden.failed', { total, failed })}
      />
      <div className="switch-line">
        <Switch id="golden-all" size="small" checked={all} onChange={setAll} />{' '}
        <label htmlFor="golden-all">{say('golden.showAll')}</label>
      </div>
      {(all || failed > 0) && (
        <ScrollBox>
          <Table<GoldenResult>
            size="small"
            rowKey={(result) => `${result.golden} ${result.case}`}
            dataSource={results.filter((result) => all || !result.ok)}
            pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
            columns={[
              {
                title: say('golden.result'),
                width: 90,
                render: (_, { ok: passed }) => (
                  <Tag color={passed ? 'green' : 'red'}>{say(passed ? 'golden.passed' : 'golden.broken')}</Tag>
                ),
              },
              {
                title: say('golden.case'),
                render: (_, result) => (
                  <>
                    <Link to={editorAddress(draft.id, 'golden', result.golden)}>{title(result)}</Link>
                    {say('dot')}
                    {result.case}
                  </>
                ),
              },
              {
                title: say('golden.expect'),
                render: (_, result) => <code>{JSON.stringify(filled(result.expected))}</code>,
              },
              {
                title: say('golden.actual'),
                render: (_, result) => <code>{JSON.stringify(filled(result.actual))}</code>,
              },
            ]}
          />
        </ScrollBox>
      )}
      {edit && pack && <AcceptGolden answer={answer} draft={draft.id} pack={pack} accepted={changed} />}
    </>
  );
};
