import { Empty, Select } from 'antd';
import type { Rule } from '../answer/rules.ts';
import { api } from '../api.ts';
import { Link } from '../frame/Link.tsx';
import { Loading } from '../frame/Loading.tsx';
import { useNarrow } from '../frame/use-narrow.ts';
import { go } from '../router.ts';
import { useLoaded } from '../use-loaded.ts';
import { say, titled } from '../words.ts';
import { RuleRunsPanel } from './RuleRunsPanel.tsx';
import { SwitchedOff } from './SwitchedOff.tsx';
import { TrialPanel } from './TrialPanel.tsx';

/** The rule sets over many records: whom one hits, whom it would hit otherwise, and its runs. */
export const RulesPage = ({ rule }: { readonly rule: string | undefined }) => {
  const rules = useLoaded('rules', () => api.get<Rule[]>('/rules'));
  return (
    <>
      <h1>{say('rules.title')}</h1>
      <SwitchedOff quiet />
      <Loading of={rules}>
        {(value) => {
          const chosen = value.find(({ key }) => key === (rule || value[0]?.key));
          return chosen === undefined ? (
            <Empty description={say('rules.none')} />
          ) : (
            <div className="report-page">
              <Choice rules={value} chosen={chosen.key} />
              <div className="report" key={chosen.key}>
                <h2>{titled(chosen.title)}</h2>
                <TrialPanel rule={chosen} />
                <RuleRunsPanel rule={chosen} />
              </div>
            </div>
          );
        }}
      </Loading>
    </>
  );
};

const Choice = ({ rules, chosen }: { readonly rules: readonly Rule[]; readonly chosen: string }) => {
  const groups = [...Map.groupBy(rules, ({ module }) => module)];
  if (useNarrow())
    return (
      <Select
        className="report-choice"
        aria-label={say('rules.title')}
        value={chosen}
        onChange={(key) => go(`/rules/${key}`)}
        options={groups.map(([module, own]) => ({
          key: module,
          label: titled(own[0]?.moduleTitle),
          options: own.map(({ key, title }) => ({ value: key, label: titled(title) })),
        }))}
      />
    );
  return (
    <nav className="report-list" aria-label={say('rules.title')}>
      {groups.map(([module, own]) => (
        <section key={module}>
          <h2>{titled(own[0]?.moduleTitle)}</h2>
          {own.map(({ key, title }) => (
            <Link key={key} to={`/rules/${key}`} className={key === chosen ? 'chosen' : ''}>
              {titled(title)}
            </Link>
          ))}
        </section>
      ))}
    </nav>
  );
};
