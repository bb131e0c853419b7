import { Alert, Button, Empty, Popconfirm, Space } from 'antd';
import { useState } from 'react';
import type { SwitchedOffRule } from '#engine/rule/switched-off.ts';
import { type ApiProblem, api } from '../api.ts';
import { Link } from '../frame/Link.tsx';
import { Loading } from '../frame/Loading.tsx';
import { ShowProblem } from '../frame/ShowProblem.tsx';
import { useSession } from '../session/session.ts';
import { asProblem, useLoaded } from '../use-loaded.ts';
import { showInstant } from '../value/show-time.ts';
import { say, titled } from '../words.ts';
import { reasonWords } from './reason-words.ts';

/** The rule sets that decide nothing, with the reason and, for who may, the way to switch them on; `quiet` says nothing where none is. */
export const SwitchedOff = ({ quiet = false }: { readonly quiet?: boolean }) => {
  const found = useLoaded('rule-switches', () => api.get<SwitchedOffRule[]>('/rule-switches'));
  if (quiet && (found.value?.length ?? 0) === 0) return null;
  return (
    <Loading of={found}>
      {(rules) =>
        rules.length === 0 ? (
          <Empty description={say('rules.offNone')} />
        ) : (
          <section className="switched-off" aria-label={say('rules.offTitle')}>
            <p className="hint">{say('rules.offHint')}</p>
            {rules.map((rule) => (
              <OneRule key={rule.ruleset} rule={rule} changed={found.reload} />
            ))}
          </section>
        )
      }
    </Loading>
  );
};

interface OneRuleProps {
  readonly rule: SwitchedOffRule;
  readonly changed: () => Promise<void>;
}

const OneRule = ({ rule, changed }: OneRuleProps) => {
  const { ruleset, title, moduleTitle, overMany, reason, failures, at, by, maySwitch } = rule;
  const reads = useSession().me.system.includes('definitionsRead');
  const [problem, setProblem] = useState<ApiProblem>();
  const switchOn = async () => {
    setProblem(undefined);
    await api.post(`/rules/${ruleset}/switch`, { on: true }).catch((error: unknown) => setProblem(asProblem(error)));
    await changed();
  };
  const since = showInstant(at);
  return (
    <Alert
      type="warning"
      showIcon
      className="switched-off-rule"
      data-ruleset={ruleset}
      title={
        <>
          {titled(moduleTitle)} {titled(title)}
        </>
      }
      description={
        <>
          <p>
            {failures > 0
              ? say('rules.offSince', { at: since, failures })
              : say('rules.offBy', { at: since, by: by.name })}
          </p>
          {reason !== null && reason !== '' && <p>{say('rules.offReason', { reason: reasonWords(reason) })}</p>}
          {problem && <ShowProblem problem={problem} />}
          <Space wrap>
            {maySwitch && (
              <Popconfirm
                title={say('rules.onAsk')}
                onConfirm={() => void switchOn()}
                styles={{ root: { maxWidth: 320 } }}
              >
                <Button type="primary">{say('rules.on')}</Button>
              </Popconfirm>
            )}
            {overMany && reads && <Link to={`/rules/${ruleset}`}>{say('rules.tryIt')}</Link>}
          </Space>
        </>
      }
    />
  );
};
