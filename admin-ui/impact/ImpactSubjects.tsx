import { Segmented, Select, Table, Tag } from 'antd';
import { useState } from 'react';
import type { ImpactPage, ImpactSummary } from '#engine/rule/impact.ts';
import type { StandingChange } from '#engine/rule/standing.ts';
import type { Rule } from '../../runtime-ui/answer/rules.ts';
import { api } from '../../runtime-ui/api.ts';
import { Loading } from '../../runtime-ui/frame/Loading.tsx';
import { useLoaded } from '../../runtime-ui/use-loaded.ts';
import { useLabels } from '../../runtime-ui/value/lookup.ts';
import { RecordName } from '../../runtime-ui/value/RecordName.tsx';
import type { Pack } from '../catalog/pack.ts';
import { say } from '../words.ts';
import { ImpactSubjectView } from './ImpactSubjectView.tsx';
import { standing, subject } from './subject-words.ts';

interface ImpactSubjectsProps {
  readonly impact: ImpactSummary & { readonly id: string };
  readonly rule: Rule | undefined;
  readonly before: Pack;
  readonly after: Pack;
}

const kinds = ['enters', 'leaves', 'level', 'stays'] as const;
const changeColours = { enters: 'red', leaves: 'green', level: 'gold', stays: 'default' } as const;
const perPage = 20;

/** Everybody a draft moves or leaves where he is: by kind of change and organization, a page at a time. */
export const ImpactSubjects = ({ impact, rule, before, after }: ImpactSubjectsProps) => {
  const { counts } = impact;
  const [kind, setKind] = useState<StandingChange | 'all'>(() => kinds.find((one) => counts[one] > 0) ?? 'all');
  const [organization, setOrganization] = useState<string>();
  const [page, setPage] = useState(1);
  const from = (work: () => void) => {
    work();
    setPage(1);
  };
  const query = new URLSearchParams({
    skip: String((page - 1) * perPage),
    limit: String(perPage),
    ...(kind !== 'all' && { change: kind }),
    ...(organization !== undefined && { organization }),
  });
  const path = `/rule-impacts/${impact.id}/subjects?${query}`;
  const found = useLoaded(path, () => api.get<ImpactPage>(path));
  return (
    <>
      <div className="list-tools impact-tools">
        <Segmented
          value={kind}
          onChange={(value) => from(() => setKind(value))}
          options={[
            { value: 'all' as const, label: say('sweep.all') },
            ...kinds.map((one) => ({
              value: one,
              label: `${say(`sweep.${one}`)} ${counts[one]}`,
              disabled: counts[one] === 0,
            })),
          ]}
        />
        {impact.byOrganization.length > 1 && (
          <Select
            className="impact-organization"
            aria-label={say('sweep.organization')}
            placeholder={say('sweep.everyOrganization')}
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            value={organization ?? null}
            onChange={(value) => from(() => setOrganization(value ?? undefined))}
            options={impact.byOrganization.map(({ organization: value, name }) => ({ value, label: name }))}
          />
        )}
      </div>
      <Loading of={found}>
        {({ subjects, total }) => (
          <Subjects
            {...{ impact, rule, before, after, subjects }}
            paging={{ current: page, pageSize: perPage, total, onChange: setPage, showSizeChanger: false }}
          />
        )}
      </Loading>
    </>
  );
};

interface SubjectsProps extends ImpactSubjectsProps {
  readonly subjects: ImpactPage['subjects'];
  readonly paging: {
    readonly current: number;
    readonly pageSize: number;
    readonly total: number;
    readonly onChange: (page: number) => void;
    readonly showSizeChanger: false;
  };
}

const Subjects = ({ impact, rule, before, after, subjects, paging }: SubjectsProps) => {
  const labels = useLabels();
  const names = new Map(impact.byOrganization.map(({ organization, name }) => [organization, name]));
  const each = rule?.each ?? null;
  return (
    <Table<ImpactPage['subjects'][number]>
      size="small"
      rowKey="line"
      className="impact-subjects"
      scroll={{ x: 'max-content' }}
      dataSource={[...subjects]}
      pagination={paging.total > paging.pageSize ? { ...paging, size: 'small' as const } : false}
      expandable={{
        expandRowByClick: true,
        expandedRowRender: ({ line }) => (
          <ImpactSubjectView impact={impact} line={line} rule={rule} before={before} after={after} />
        ),
      }}
      columns={[
        { key: 'subject', title: say('sweep.subject'), render: (_, row) => subject(rule, labels, row) },
        ...(each === null
          ? []
          : [
              {
                key: 'each',
                title: say('sweep.for'),
                render: (_: unknown, row: ImpactPage['subjects'][number]) =>
                  row.each && <RecordName module={each} id={row.each} labels={labels} />,
              },
            ]),
        {
          key: 'organization',
          title: say('sweep.organization'),
          render: (_, { organization }) => names.get(organization) ?? organization,
        },
        {
          key: 'change',
          title: say('sweep.change'),
          render: (_, { change }) => <Tag color={changeColours[change]}>{say(`sweep.${change}`)}</Tag>,
        },
        {
          key: 'standing',
          title: say('sweep.standing'),
          render: (_, { change, before: was, after: becomes }) =>
            change === 'stays'
              ? standing(rule, labels, becomes)
              : `${standing(rule, labels, was)} \u2192 ${standing(rule, labels, becomes)}`,
        },
      ]}
    />
  );
};
