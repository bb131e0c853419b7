import { Empty, Segmented, Table, Tag } from 'antd';
import { useState } from 'react';
import type { SubjectChange } from '#engine/rule/impact.ts';
import type { StandingChange } from '#engine/rule/standing.ts';
import type { Rule, Trial } from '../answer/rules.ts';
import { type Labels, useLabels } from '../value/lookup.ts';
import { RecordName } from '../value/RecordName.tsx';
import { say } from '../words.ts';
import { SubjectSides } from './SubjectSides.tsx';
import { type Speech, standingWords, subjectWords } from './subject-words.ts';

const kinds = ['enters', 'leaves', 'level', 'stays'] as const;
const colours: Readonly<Record<StandingChange, string>> = {
  enters: 'red',
  leaves: 'green',
  level: 'orange',
  stays: 'blue',
};

interface TrialResultProps {
  readonly rule: Rule;
  readonly trial: Trial;
}

/** Who would enter, leave or change level: counted, by organization, and one by one. */
export const TrialResult = ({ rule, trial }: TrialResultProps) => {
  const [shown, show] = useState<StandingChange | 'all'>('all');
  const total = kinds.reduce((sum, kind) => sum + trial.counts[kind], 0);
  return (
    <section className="trial-result" aria-label={say('rules.result')} role="status">
      <p>
        {say('rules.examined', { count: trial.examined })}{' '}
        {kinds.map((kind) => (
          <Tag key={kind} color={trial.counts[kind] > 0 ? colours[kind] : 'default'} data-change={kind}>
            {say(`rules.change.${kind}`)} {trial.counts[kind]}
          </Tag>
        ))}
      </p>
      {total === 0 ? (
        <Empty description={say('rules.nobody')} />
      ) : (
        <>
          <ByOrganization trial={trial} />
          <h3>{say('rules.subjects')}</h3>
          <Segmented
            value={shown}
            onChange={show}
            options={(['all', ...kinds] as const).map((kind) => ({
              value: kind,
              label: say(`rules.change.${kind}`),
              disabled: kind !== 'all' && trial.counts[kind] === 0,
            }))}
          />
          <Subjects rule={rule} changes={trial.changes.filter(({ change }) => shown === 'all' || change === shown)} />
          {trial.truncated && <p className="hint">{say('rules.truncated')}</p>}
        </>
      )}
    </section>
  );
};

const ByOrganization = ({ trial }: { readonly trial: Trial }) => {
  const labels = useLabels();
  return (
    <>
      <h3>{say('rules.byOrganization')}</h3>
      <Table<Trial['byOrganization'][number]>
        size="small"
        rowKey="organization"
        pagination={trial.byOrganization.length > 10 ? { pageSize: 10, showSizeChanger: false } : false}
        scroll={{ x: 'max-content' }}
        dataSource={[...trial.byOrganization]}
        columns={[
          {
            key: 'organization',
            title: say('rules.organization'),
            render: (_, { organization }) => labels.organization(organization),
          },
          ...kinds.map((kind) => ({
            key: kind,
            title: say(`rules.change.${kind}`),
            align: 'right' as const,
            render: (_: unknown, row: Trial['byOrganization'][number]) =>
              row[kind] > 0 ? <b>{row[kind]}</b> : row[kind],
          })),
        ]}
      />
    </>
  );
};

const Subjects = ({ rule, changes }: { readonly rule: Rule; readonly changes: readonly SubjectChange[] }) => {
  const labels = useLabels();
  const speech: Speech = { rule, labels };
  return (
    <Table<SubjectChange>
      size="small"
      rowKey={({ group, each }) => `${JSON.stringify(group)} ${each ?? ''}`}
      pagination={changes.length > 20 ? { pageSize: 20, showSizeChanger: false } : false}
      scroll={{ x: 'max-content' }}
      dataSource={[...changes]}
      expandable={{ expandedRowRender: (row) => <SubjectSides rule={rule} change={row} /> }}
      columns={[
        { key: 'subject', title: say('rules.subject'), render: (_, row) => subjectWords(speech, row) },
        ...(rule.each === null ? [] : [forWhich(rule.each, labels)]),
        {
          key: 'organization',
          title: say('rules.organization'),
          render: (_, { organization }) => labels.organization(organization),
        },
        {
          key: 'change',
          title: say('rules.change'),
          render: (_, { change }) => <Tag color={colours[change]}>{say(`rules.change.${change}`)}</Tag>,
        },
        {
          key: 'standing',
          title: say('rules.result'),
          render: (_, row) =>
            row.change === 'stays'
              ? standingWords(speech, row.after)
              : `${standingWords(speech, row.before)} \u2192 ${standingWords(speech, row.after)}`,
        },
      ]}
    />
  );
};

const forWhich = (module: string, labels: Labels) => ({
  key: 'each',
  title: say('rules.for'),
  render: (_: unknown, { each }: SubjectChange) =>
    each === null ? '' : <RecordName module={module} id={each} labels={labels} />,
});
