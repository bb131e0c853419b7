import { Button, Form, Select, Space, Tag } from 'antd';
import { type CSSProperties, useState } from 'react';
import { messages } from '#engine/message/messages.ts';
import { explain } from '#engine/rule/explain.ts';
import type { RuleSetDefinition } from '#engine/schema/types.gen.ts';
import { api } from '../../runtime-ui/api.ts';
import { Loading } from '../../runtime-ui/frame/Loading.tsx';
import { ShowProblem } from '../../runtime-ui/frame/ShowProblem.tsx';
import { useLoaded } from '../../runtime-ui/use-loaded.ts';
import { language, titled } from '../../runtime-ui/words.ts';
import { ruleSetLabels } from '../catalog/labels.ts';
import type { Pack } from '../catalog/pack.ts';
import { ruleTitle } from '../definition/outcome-text.ts';
import { Outcomes } from '../publish/Outcomes.tsx';
import { useRun } from '../publish/use-run.ts';
import type { Judged } from '../types.ts';
import { say, speech } from '../words.ts';

interface RuleTrialProps {
  readonly ruleSet: RuleSetDefinition;
  readonly pack: Pack;
  /** The draft whose definitions are asked; those in force without one. */
  readonly draft?: string;
}

interface TrialRecord {
  readonly _id: string;
  readonly title: string;
  readonly organizationName: string;
  readonly stateTitle: Parameters<typeof titled>[0];
}

/** A rule set asked about one record: what it says and why, in sentences. Nothing is stored. */
export const RuleTrial = ({ ruleSet, pack, draft }: RuleTrialProps) => {
  const [words, setWords] = useState('');
  const [record, choose] = useState<string>();
  const path = `/rules/${encodeURIComponent(ruleSet.key)}`;
  const records = useLoaded(`trial ${ruleSet.key} ${words}`, () =>
    api.get<TrialRecord[]>(`${path}/records?${new URLSearchParams({ q: words })}`),
  );
  const trial = useRun(() => api.once<Judged>('POST', `${path}/simulate`, { record, ...(draft && { draft }) }));
  if (ruleSet.record === undefined) return <p className="muted">{say('trial.groups')}</p>;
  return (
    <>
      <p className="muted">{say(draft ? 'trial.draftHint' : 'trial.hint')}</p>
      <Form layout="vertical" component={false}>
        <Form.Item label={say('trial.record')} htmlFor="tried-record">
          <Space.Compact className="trial-choice">
            <Select
              id="tried-record"
              showSearch={{ filterOption: false, onSearch: setWords }}
              placeholder={say('trial.choose')}
              value={record ?? null}
              notFoundContent={say(records.loading ? 'working' : 'trial.none')}
              options={(records.value ?? []).map((one) => ({
                value: one._id,
                label: [one.title, titled(one.stateTitle), one.organizationName].filter(Boolean).join(say('dot')),
              }))}
              onChange={(id) => choose(id)}
            />
            <Button type="primary" disabled={record === undefined} loading={trial.busy} onClick={() => trial.run()}>
              {say('trial.run')}
            </Button>
          </Space.Compact>
        </Form.Item>
      </Form>
      {records.problem && <Loading of={records}>{() => null}</Loading>}
      {trial.problem && <ShowProblem problem={trial.problem} again={() => trial.run()} />}
      <div aria-live="polite">{trial.value && <Verdict judged={trial.value} ruleSet={ruleSet} pack={pack} />}</div>
    </>
  );
};

interface VerdictProps {
  readonly judged: Judged;
  readonly ruleSet: RuleSetDefinition;
  readonly pack: Pack;
}

const Verdict = ({ judged, ruleSet, pack }: VerdictProps) => {
  const words = speech();
  const labels = ruleSetLabels(pack.catalog, ruleSet, words);
  return (
    <>
      <h3>{say('trial.outcome')}</h3>
      <Outcomes judged={judged} ruleSet={ruleSet} pack={pack} />
      <h3>{say('trial.trace')}</h3>
      {judged.trace.map(({ rule, condition }) => {
        const declared = ruleSet.rules.find(({ key }) => key === rule);
        const hit = judged.outcomes.some((outcome) => outcome.rule === rule);
        return (
          <section key={rule} className="trial-rule">
            <h4>
              {declared ? ruleTitle(pack.catalog, ruleSet.record ?? '', declared, words) : rule}{' '}
              <Tag color={hit ? 'blue' : 'default'}>{say(hit ? 'trial.hit' : 'trial.missed')}</Tag>
            </h4>
            {explain(condition, labels, messages[language()]).map((line, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the lines of one trace never move
              <div key={index} className="trace-line" style={{ '--depth': line.depth } as CSSProperties}>
                <span className={`truth truth-${String(line.result)}`} aria-hidden="true" />
                {line.text}
              </div>
            ))}
          </section>
        );
      })}
    </>
  );
};
